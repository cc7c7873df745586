package org.outreachsync.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.outreachsync.export.run.Exports;
import org.outreachsync.failure.Frames;
import org.outreachsync.trace.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has exports made and delivered that are due, one round at a time, until it is stopped. */
final class ExportTimer {

    private static final Logger LOG = LoggerFactory.getLogger(ExportTimer.class);

    /** What an interrupted delivery has for noting that in the ledger. */
    private static final Duration NOTING = Duration.ofSeconds(1);

    private final Exports exports;
    private final InstantSource clock;
    private final Tracing tracing;
    private final Semaphore free = new Semaphore(1);

    ExportTimer(Exports exports, InstantSource clock, Tracing tracing) {
        this.exports = exports;
        this.clock = clock;
        this.tracing = tracing;
    }

    /** Begins a round on a thread of its own, unless one is under way. Does not block. */
    void look() {
        if (free.tryAcquire()) {
            Thread.ofVirtual().name("exports").start(tracing.traced("round of exports", this::round));
        }
    }

    private void round() {
        try {
            exports.look(clock.instant());
        } catch (RuntimeException failed) {
            LOG.atError()
                    .addKeyValue(Frames.KEY, Frames.of(failed))
                    .log("a round of exports failed; the next one tries again");
        } finally {
            free.release();
        }
    }

    /**
     * Begins no other round, and waits for the one that is under way and for deliveries. Those that do not end in time
     * are interrupted; another server takes over what this one did not finish.
     */
    void stop(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean isOver = free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (!isOver || !exports.awaitDeliveries(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
            LOG.warn("a round of exports, or a delivery, did not end in time");
        }
        exports.stopDeliveries();
        exports.awaitDeliveries(NOTING);
    }
}
