package org.outreachsync.keys;

/** A keyset is missing, damaged or of the wrong kind: the server must not start. */
public final class KeyringException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyringException(String message, Throwable cause) {
        super(message, cause);
    }
}
