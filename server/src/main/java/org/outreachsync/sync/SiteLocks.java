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
 * One queue per site in this process, so that appends of a site follow each other instead of racing. Between processes
 * the unique indexes of the log keep the peace. There is one lock per site, for as long as the process lives.
 *
 * <p>A queue is short and nobody waits in it for long: whoever waits holds a worker, and the workers are for all sites.
 */
public final class SiteLocks {

    private final int waitersMax;
    private final Duration patience;
    private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();

    private record Queue(Semaphore places, ReentrantLock lock) {}

    /**
     * Locks of this process.
     *
     * @param waitersMax the most that wait for one site, beside the one that works on it
     * @param patience how long each of them waits
     */
    public SiteLocks(int waitersMax, Duration patience) {
        this.waitersMax = waitersMax;
        this.patience = patience;
    }

    /**
     * Runs the work while nobody else of this process works on the site; first come, first served.
     *
     * @throws RefusedException BUSY, and nothing was done, when too many wait for the site or its turn does not come in
     *     time
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
