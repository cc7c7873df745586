package org.outreachsync.store.mongo;

import com.mongodb.MongoException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;

/**
 * The calls to the driver that are in progress. There are never more than connections: with an overall timeout, the
 * driver ignores its own limit on waiting for a connection, and callers would queue up.
 */
final class MongoCalls {

    private final MongoLimits limits;
    private final Semaphore permits;
    private volatile boolean closed;

    MongoCalls(MongoLimits limits) {
        this.limits = limits;
        this.permits = new Semaphore(limits.connectionsMax(), true);
    }

    /**
     * Runs a call with a permit for a connection.
     *
     * @throws StoreUnavailableException if no connection is free in time, or no more calls are accepted
     * @throws StoreException if the call fails
     */
    <T> T run(Supplier<T> call) {
        acquire();
        try {
            if (closed) {
                throw new StoreUnavailableException("the store is closed", null);
            }
            return call.get();
        } catch (MongoException e) {
            throw MongoErrors.translate(e);
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (permits.tryAcquire(closed ? 0 : limits.connectionWait().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for a connection", e);
        }
        throw new StoreUnavailableException("all " + limits.connectionsMax() + " connections are busy", null);
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
