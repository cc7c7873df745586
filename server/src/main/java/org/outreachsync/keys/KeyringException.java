package org.outreachsync.keys;

import org.jspecify.annotations.Nullable;

/** A keyset is missing, damaged or of the wrong kind: the server must not start. */
public final class KeyringException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the keysets, with the underlying failure. */
    public KeyringException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
