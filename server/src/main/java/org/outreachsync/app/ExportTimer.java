package org.outreachsync.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.outreachsync.export.run.Exports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and delivers exports that are due, one round at a time, until it is stopped. */
final class ExportTimer {

    private static final Logger LOG = LoggerFactory.getLogger(ExportTimer.class);

    private final Exports exports;
    private final InstantSource clock;
    private final Semaphore free = new Semaphore(1);

    ExportTimer(Exports exports, InstantSource clock) {
        this.exports = exports;
        this.clock = clock;
    }

    /** Begins a round on a thread of its own, unless one is under way. Does not block. */
    void look() {
        if (free.tryAcquire()) {
            Thread.ofVirtual().name("exports").start(this::round);
        }
    }

    private void round() {
        try {
            exports.tick(clock.instant());
        } catch (RuntimeException failed) {
            LOG.error("a round of exports failed; the next one tries again", failed);
        } finally {
            free.release();
        }
    }

    /**
     * Begins no other round, and waits for the one that is under way. One that does not end in time ends with the
     * process; another server takes over what it did not finish.
     */
    void stop(Duration patience) throws InterruptedException {
        if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.warn("a round of exports did not end in time");
        }
    }
}
