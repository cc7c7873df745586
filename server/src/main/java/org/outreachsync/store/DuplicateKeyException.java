package org.outreachsync.store;

import org.jspecify.annotations.Nullable;

/** The id or a unique index is taken by another document. */
public final class DuplicateKeyException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** Names the table. */
    public DuplicateKeyException(String table, @Nullable Throwable cause) {
        super("duplicate key in " + table, cause);
    }
}
