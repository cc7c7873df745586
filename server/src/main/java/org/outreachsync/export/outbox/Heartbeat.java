package org.outreachsync.export.outbox;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.outreachsync.failure.Frames;
import org.outreachsync.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows from time to time, on a thread of its own, that this server still works on something. Thread-safe. */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Duration every;
    private final Beat beat;
    private final Runnable lost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private boolean isClosed;

    private Heartbeat(Duration every, Beat beat, Runnable lost) {
        this.every = every;
        this.beat = beat;
        this.lost = lost;
    }

    /** Shows that this server still works. */
    public interface Beat {

        /**
         * Shows it.
         *
         * @return false if another server has taken over
         */
        boolean show();
    }

    /**
     * Begins to show that this server works.
     *
     * @param lost called once if another server has taken over
     */
    public static Heartbeat start(Duration every, Beat beat, Runnable lost) {
        var heartbeat = new Heartbeat(every, beat, lost);
        Thread.ofVirtual().name("heartbeat").start(heartbeat::run);
        return heartbeat;
    }

    private void run() {
        lock.lock();
        try {
            while (goesOn()) {
                // Nothing else is to be done.
            }
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean goesOn() throws InterruptedException {
        long left = every.toNanos();
        while (!isClosed && left > 0) {
            left = over.awaitNanos(left);
        }
        if (isClosed) {
            return false;
        }
        try {
            if (beat.show()) {
                return true;
            }
            lost.run();
            return false;
        } catch (StoreException away) {
            // Until the store answers, nobody else can take over either.
            LOG.atWarn().addKeyValue(Frames.KEY, Frames.of(away)).log("the store does not take a sign of life");
            return true;
        }
    }

    /** Ends it. When this returns, nothing is shown any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
