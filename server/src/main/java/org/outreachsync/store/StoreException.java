package org.outreachsync.store;

import org.jspecify.annotations.Nullable;

/** The store refused a call or broke its contract; retrying does not help. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what went wrong, without content of records. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
