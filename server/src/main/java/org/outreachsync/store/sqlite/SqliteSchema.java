package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;

/** Brings a file to the declared tables: creates what is missing, and refuses a file that does not fit. */
final class SqliteSchema {

    /** SQLite's application id of our files: "OSYN". */
    private static final long APPLICATION_ID = 0x4F53594EL;

    /** Incremented when the layout changes in a way that older programs must not write. */
    private static final long LAYOUT = 1;

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final SqliteSession session;

    SqliteSchema(SqliteSession session) {
        this.session = session;
    }

    /** Switches the file permanently to the write-ahead log. */
    void useWriteAheadLog(int lockMillis) throws SQLException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lockMillis);
        while (true) {
            try {
                session.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                if (!SqliteErrors.isBusy(e) || System.nanoTime() > deadlineNanos) {
                    throw e;
                }
                // SQLite does not wait by itself if two processes switch the same file.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /**
     * In one transaction, so that two processes can start at once. If it fails, whoever closes the session rolls it
     * back: to do so here would fail, too, where SQLite has done it by itself, as on a full disk, and hide the reason.
     */
    void create(List<Table> tables, Map<String, TableSql> statements) throws SQLException {
        session.execute("BEGIN IMMEDIATE");
        claim();
        var indexes = indexes();
        for (var table : tables) {
            create(table, Objects.requireNonNull(statements.get(table.name())), indexes);
        }
        session.execute("COMMIT");
    }

    private void claim() throws SQLException {
        long application = session.number("PRAGMA application_id");
        long layout = session.number("PRAGMA user_version");
        if (application == 0 && session.number("SELECT count(*) FROM sqlite_master") == 0) {
            session.execute("PRAGMA application_id = " + APPLICATION_ID);
            session.execute("PRAGMA user_version = " + LAYOUT);
        } else if (application != APPLICATION_ID) {
            throw new StoreException("the file is a database of another program", null);
        } else if (layout != LAYOUT) {
            throw new StoreException(
                    "the file was written by another version of this program: it has layout " + layout
                            + ", and this version knows " + LAYOUT,
                    null);
        }
    }

    private void create(Table table, TableSql sql, Map<String, String> indexes) throws SQLException {
        session.execute(sql.createTable());
        var columns = columns(table);
        for (var field : table.fields()) {
            if (!columns.contains(field.name())) {
                session.execute(sql.addColumn(field));
            }
        }
        for (var index : table.indexes()) {
            var declared = sql.createIndex(index);
            var stored = indexes.get(sql.indexName(index));
            if (stored == null) {
                session.execute(declared);
            } else if (!stored.equals(declared)) {
                throw new StoreException(
                        "index " + index.name() + " was declared differently when the file was created", null);
            }
        }
    }

    private Map<String, String> indexes() throws SQLException {
        var found = new HashMap<String, String>();
        try (var rows = session.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
                .executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }

    private Set<String> columns(Table table) throws SQLException {
        var found = new HashSet<String>();
        var statement = session.prepare("SELECT name FROM pragma_table_info(?)");
        statement.setString(1, table.name());
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
