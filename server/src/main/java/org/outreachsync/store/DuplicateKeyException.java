package org.outreachsync.store;

import org.jspecify.annotations.Nullable;

/** Another document already has this id or unique key. */
public final class DuplicateKeyException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** Names the table only. */
    public DuplicateKeyException(String table, @Nullable Throwable cause) {
        super("duplicate key in " + table, cause);
    }
}
