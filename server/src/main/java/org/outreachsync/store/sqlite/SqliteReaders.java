package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.StoreUnavailableException;

/**
 * The read connections, opened when needed and then kept. Their number limits how many carrier threads reads can
 * occupy, because a native call blocks its carrier.
 */
final class SqliteReaders implements AutoCloseable {

    private final Connections connections;
    private final SqliteLimits limits;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<SqliteSession> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SqliteReaders(Connections connections, SqliteLimits limits) {
        this.connections = connections;
        this.limits = limits;
        this.permits = new Semaphore(limits.readersMax(), true);
    }

    /** Runs a read on a connection that no other thread uses. */
    <T> T read(SqliteSession.Work<T> work) {
        acquire();
        try {
            if (closed) {
                throw new StoreUnavailableException("the store is closed", null);
            }
            return readWith(idle.pollFirst(), work);
        } finally {
            permits.release();
        }
    }

    private <T> T readWith(@Nullable SqliteSession kept, SqliteSession.Work<T> work) {
        SqliteSession session = kept;
        boolean sound = false;
        try {
            session = session == null ? connections.reader() : session;
            T result = work.run(session);
            sound = true;
            return result;
        } catch (SQLException e) {
            sound = SqliteErrors.isBusy(e);
            throw SqliteErrors.translate(e);
        } finally {
            if (session != null && sound && !closed) {
                idle.addFirst(session);
            } else if (session != null) {
                session.close();
            }
        }
    }

    private void acquire() {
        try {
            if (permits.tryAcquire(limits.lockMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for a read connection", e);
        }
        throw new StoreUnavailableException("all " + limits.readersMax() + " read connections are busy", null);
    }

    /** Waits for running reads, up to the time limit, and closes the connections. */
    @Override
    public void close() {
        closed = true;
        try {
            // A read that takes longer closes its connection itself.
            if (permits.tryAcquire(limits.readersMax(), limits.lockMillis(), TimeUnit.MILLISECONDS)) {
                permits.release(limits.readersMax());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            session.close();
        }
    }
}
