package org.outreachsync.keys;

/** Sealed bytes cannot be opened: they were changed or moved, or their key was destroyed. */
public final class SealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealException(String message, Throwable cause) {
        super(message, cause);
    }
}
