package org.outreachsync.sync;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * One lock with a queue for each site, so that requests of this process for one site run one after the other. Between
 * processes the unique indexes of the log prevent conflicting appends. A lock lives as long as the process.
 *
 * <p>Queues are short and waits brief, since a request that waits holds a worker, and the workers are for all sites.
 */
public final class SiteLocks {

    private final int waitersMax;
    private final Duration patience;
    private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();

    private record Queue(Semaphore places, ReentrantLock lock) {}

    /**
     * Locks of this process.
     *
     * @param waitersMax the most requests that wait for one site while another one works on it
     * @param patience how long each of them waits
     */
    public SiteLocks(int waitersMax, Duration patience) {
        this.waitersMax = waitersMax;
        this.patience = patience;
    }

    /**
     * Runs the work while no other thread of this process works on the site; first come, first served.
     *
     * @throws RefusedException BUSY, and nothing was done, when too many requests wait or the wait is too long
     */
    public <T> T withLock(String site, Supplier<T> work) {
        var queue = queues.computeIfAbsent(
                site, unseen -> new Queue(new Semaphore(1 + waitersMax), new ReentrantLock(true)));
        if (!queue.places.tryAcquire()) {
            throw busy();
        }
        try {
            lock(queue.lock);
            try {
                return work.get();
            } finally {
                queue.lock.unlock();
            }
        } finally {
            queue.places.release();
        }
    }

    private void lock(ReentrantLock lock) {
        try {
            if (lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        throw busy();
    }

    private static RefusedException busy() {
        return new RefusedException(
                Code.BUSY,
                "Too many tablets sync for this site at once. Keep what was not acknowledged and try again later.");
    }
}
