package org.outreachsync.store;

import org.jspecify.annotations.Nullable;

/** The store refused or broke its promise; not to be tried again as it is. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what went wrong, without any content of a record. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
