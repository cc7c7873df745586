package org.outreachsync.store.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.outreachsync.store.Deadline;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;

/**
 * The calls to the driver that are in progress. There are never more than connections: with an overall timeout, the
 * driver ignores its own limit on waiting for a connection, and callers would queue up.
 */
final class MongoCalls {

    /** Of the connections: if more are in use, each caller takes one at a time. */
    private static final int BUSY_PART = 8;

    private final MongoLimits limits;
    private final CausalTime time = new CausalTime();
    private final Semaphore permits;
    private volatile boolean closed;

    MongoCalls(MongoLimits limits) {
        this.limits = limits;
        this.permits = new Semaphore(limits.connectionsMax(), true);
    }

    /**
     * Runs a call with a permit for a connection, in a session that sees whatever earlier calls saw.
     *
     * @throws StoreUnavailableException if no connection is free in time, or no more calls are accepted
     * @throws StoreException if the call fails
     */
    <T> T run(MongoClient client, Function<MongoCall, T> call) {
        return run(client, time::begin, call);
    }

    /** Like {@link #run}, for a linearizable read; later calls see what it saw. */
    <T> T confirm(MongoClient client, Function<MongoCall, T> call) {
        return run(client, time::free, call);
    }

    private <T> T run(MongoClient client, Function<MongoClient, ClientSession> begin, Function<MongoCall, T> call) {
        long end = Deadline.orEarlier(System.nanoTime()
                + limits.connectionWait().plus(limits.timeout()).toNanos());
        acquire(end);
        try {
            if (closed) {
                throw new StoreUnavailableException("the store is closed", null);
            }
            var session = begin.apply(client);
            try {
                return call.apply(new MongoCall(session, end));
            } finally {
                time.end(session);
            }
        } catch (MongoException e) {
            throw MongoErrors.translate(e);
        } finally {
            permits.release();
        }
    }

    private void acquire(long endNanos) {
        long waitNanos = Math.min(limits.connectionWait().toNanos(), endNanos - System.nanoTime());
        try {
            if (permits.tryAcquire(closed ? 0 : waitNanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for a connection", e);
        }
        throw new StoreUnavailableException("all " + limits.connectionsMax() + " connections are busy", null);
    }

    /**
     * Whether most connections are free. Only then may one caller take several: otherwise every caller must find one,
     * also while a primary is elected and all of them wait.
     */
    boolean isQuiet() {
        return permits.availablePermits() >= limits.connectionsMax() - limits.connectionsMax() / BUSY_PART;
    }

    /**
     * Refuses later calls, and lets those in progress complete within the time limit.
     *
     * @return whether this was the first time
     */
    boolean end() {
        if (closed) {
            return false;
        }
        closed = true;
        try {
            permits.tryAcquire(limits.connectionsMax(), limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
