package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.StoreUnavailableException;

/**
 * Tells whether any connection of any process has committed something, without reading it. SQLite counts that for each
 * connection by itself, so it is always asked over the same one, which never writes.
 */
final class SqliteChanges implements AutoCloseable {

    private static final String SQL = "PRAGMA data_version";

    private final Connections connections;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SqliteSession session;
    /** How many connections were opened: each has numbers of its own. */
    private long opened;

    private boolean closed;

    SqliteChanges(Connections connections) {
        this.connections = connections;
    }

    /** A number that is another one after each commit. */
    long now() {
        lock.lock();
        try {
            if (closed) {
                throw new StoreUnavailableException("the store is closed", null);
            }
            long version = version(open());
            return (opened << Integer.SIZE) + version;
        } catch (SQLException e) {
            drop();
            throw SqliteErrors.translate(e);
        } finally {
            lock.unlock();
        }
    }

    private SqliteSession open() throws SQLException {
        var open = session;
        if (open == null) {
            opened++;
            open = connections.reader();
            session = open;
        }
        return open;
    }

    private static long version(SqliteSession session) throws SQLException {
        try (var rows = session.prepare(SQL).executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void drop() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            drop();
        } finally {
            lock.unlock();
        }
    }
}
