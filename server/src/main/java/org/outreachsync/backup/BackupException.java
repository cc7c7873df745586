package org.outreachsync.backup;

import org.jspecify.annotations.Nullable;

/** A backup cannot be written or used. The message says why and, if known, what to do. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong, without content of the store. */
    public BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
