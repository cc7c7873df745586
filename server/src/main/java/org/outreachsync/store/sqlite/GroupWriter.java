package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;

/**
 * The only thread that writes. It takes all waiting writes, runs them in one transaction and syncs the disk once;
 * callers get their outcomes after the commit. Under load the groups grow by themselves, because writes gather while a
 * commit is running.
 */
final class GroupWriter implements AutoCloseable {

    private final Connections connections;
    private final SqliteLimits limits;
    private final BlockingQueue<WriteUnit<?>> waiting;
    private final Thread thread;
    private @Nullable SqliteSession session;
    private volatile boolean closed;
    private volatile boolean ended;

    GroupWriter(Connections connections, SqliteLimits limits) {
        this.connections = connections;
        this.limits = limits;
        this.waiting = new ArrayBlockingQueue<>(limits.waitingMax());
        this.thread = Thread.ofPlatform().name("sqlite-writer").daemon(true).start(this::loop);
    }

    /** Writes, and waits for the commit. */
    <T> T write(String table, SqliteSession.Work<T> work) {
        if (closed) {
            throw new StoreUnavailableException("the store is closed", null);
        }
        var unit = new WriteUnit<>(table, work);
        long deadlineNanos = System.nanoTime() + limits.timeout().toNanos();
        enqueue(unit);
        if (ended) {
            // The writer may have checked the queue for the last time before this unit was added.
            refuseWaiting();
        }
        return unit.await(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime())));
    }

    /** Whether the writer thread is running. */
    boolean isAlive() {
        return !ended;
    }

    private void enqueue(WriteUnit<?> unit) {
        try {
            if (waiting.offer(unit, limits.lockMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for the writer", e);
        }
        throw new StoreUnavailableException(limits.waitingMax() + " writes are waiting already", null);
    }

    private void loop() {
        try {
            var group = new ArrayList<WriteUnit<?>>();
            while (!closed || !waiting.isEmpty()) {
                group.add(waiting.take());
                waiting.drainTo(group, limits.groupMax() - 1);
                group.removeIf(WriteUnit::isGivenUp);
                if (!group.isEmpty()) {
                    commit(group);
                    group.clear();
                }
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            ended = true;
            refuseWaiting();
            discardSession();
        }
    }

    private void commit(List<WriteUnit<?>> group) {
        boolean begun = false;
        try {
            var current = session;
            if (current == null) {
                current = connections.writer();
                session = current;
            }
            // BEGIN IMMEDIATE, because a transaction that begins as a reader may fail at its first write if another
            // process was faster.
            current.prepare("BEGIN IMMEDIATE").execute();
            begun = true;
            for (var unit : group) {
                unit.run(current);
            }
            current.prepare("COMMIT").execute();
            group.forEach(WriteUnit::settle);
        } catch (SQLException e) {
            // If another process has the lock, the connection is still good. After any other failure, or in the middle
            // of a transaction, it is not.
            fail(group, SqliteErrors.translate(e), SqliteErrors.isBusy(e) && !begun);
        } catch (RuntimeException e) {
            fail(group, new StoreException("the writer failed", e), false);
        }
    }

    private void fail(List<WriteUnit<?>> group, StoreException failure, boolean keepSession) {
        if (!keepSession) {
            // Closing a connection rolls back its transaction; the next group opens a new one.
            discardSession();
        }
        group.forEach(unit -> unit.fail(failure));
    }

    private void discardSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private void refuseWaiting() {
        for (var unit = waiting.poll(); unit != null; unit = waiting.poll()) {
            unit.fail(new StoreUnavailableException("the store is closed", null));
        }
    }

    /** Commits waiting writes, refuses later ones, and stops the thread. */
    @Override
    public void close() {
        closed = true;
        // Wakes an idle writer. If there is no room, it is not idle.
        waiting.offer(WriteUnit.nothing());
        try {
            thread.join(limits.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
