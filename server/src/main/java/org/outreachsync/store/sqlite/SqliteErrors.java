package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to a caller. */
final class SqliteErrors {

    /** The first eight bits of an extended code are the plain code that it refines. */
    private static final int PLAIN = 0xff;

    private SqliteErrors() {}

    /** Whether a unique key is taken; only the statement failed, the transaction goes on. */
    static boolean isDuplicate(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> true;
            default -> false;
        };
    }

    /** Whether another process holds the lock; the connection is fine. */
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

    /** The typed exception for a failure of the whole transaction or of a read. */
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
            case 5, 6, 15 -> "another process keeps the store locked; try again in a moment";
            case 8 -> "the store's file may not be written";
            case 10 -> "the store's file cannot be read or written";
            case 11 -> "the store's file is damaged; restore a backup";
            case 13 -> "the disk is full";
            case 14 -> "the store's file cannot be opened; may this user read and write it and its folder?";
            case 26 -> "the store's file is not one of SQLite, or is damaged; restore a backup";
            default -> "the store failed";
        };
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return failure instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
    }
}
