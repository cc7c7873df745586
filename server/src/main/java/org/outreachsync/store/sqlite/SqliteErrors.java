package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Maps SQLite's result codes to exceptions. */
final class SqliteErrors {

    /** The lowest eight bits of an extended result code are its primary code. */
    private static final int PLAIN = 0xff;

    private SqliteErrors() {}

    /** Whether a unique key exists already: only the statement failed, and the transaction continues. */
    static boolean isDuplicate(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> true;
            default -> false;
        };
    }

    /** Whether another process holds the lock; the connection is still good. */
    static boolean isBusy(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_BUSY,
                    SQLITE_BUSY_RECOVERY,
                    SQLITE_BUSY_SNAPSHOT,
                    SQLITE_BUSY_TIMEOUT,
                    SQLITE_LOCKED,
                    SQLITE_LOCKED_SHAREDCACHE -> true;
            default -> false;
        };
    }

    /** The exception for a failure of the whole transaction or of a read. */
    static StoreException translate(SQLException failure) {
        var code = code(failure);
        var message = meaning(code.code & PLAIN) + " (SQLite answered " + code + ")";
        return switch (code.code & PLAIN) {
            // Busy, locked, read-only, interrupted, input or output failed, full, cannot open, no memory, lock
            // protocol.
            case 5, 6, 7, 8, 9, 10, 13, 14, 15 -> new StoreUnavailableException(message, failure);
            default -> new StoreException(message, failure);
        };
    }

    private static String meaning(int code) {
        return switch (code) {
            case 5, 6, 15 -> "another process has locked the store; try again in a moment";
            case 8 -> "the store's file is not writable";
            case 10 -> "the store's file cannot be read or written; the disk may be full or damaged";
            case 11 -> "the store's file is damaged; restore a backup";
            case 13 -> "the disk is full";
            case 14 -> "the store's file cannot be opened; check that this user may read and write it and its folder";
            case 26 -> "the store's file is not an SQLite file, or is damaged; restore a backup";
            default -> "the store failed";
        };
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return failure instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
    }
}
