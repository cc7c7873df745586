package org.outreachsync.store;

import org.jspecify.annotations.Nullable;

/**
 * The store did not answer in time, or is electing a primary. The outcome of a write is unknown; the caller may look
 * and retry.
 */
public final class StoreUnavailableException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** Says what went wrong. */
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
