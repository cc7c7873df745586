package org.outreachsync.simulation;

/**
 * The process died between two steps. It is an error so that no code that handles failures of the store can survive it.
 */
final class CrashException extends Error {

    private static final long serialVersionUID = 1L;

    CrashException() {
        super("the process died", null, false, false);
    }
}
