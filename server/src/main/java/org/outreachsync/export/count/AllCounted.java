package org.outreachsync.export.count;

import java.time.Duration;
import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * Waits until everything is counted that tablets have handed in so far. A batch is acknowledged before it is counted,
 * and whoever has seen the acknowledgement expects to find the batch in the figures.
 */
final class AllCounted {

    private static final long PAUSE_NANOS = 5_000_000;

    private final IndicatorService indicators;
    private final long patienceNanos;

    /** @param patience how long it waits */
    AllCounted(IndicatorService indicators, Duration patience) {
        this.indicators = indicators;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Waits for these sites. What is handed in meanwhile is not waited for.
     *
     * @throws RefusedException BUSY if it takes too long
     */
    void await(Collection<String> sites) {
        long begun = System.nanoTime();
        var behind = new TreeMap<String, Long>();
        indicators.progress(sites).forEach((site, now) -> {
            if (now.countedTo() < now.acknowledgedTo()) {
                behind.put(site, now.acknowledgedTo());
            }
        });
        while (!behind.isEmpty()) {
            if (System.nanoTime() - begun >= patienceNanos
                    || Thread.currentThread().isInterrupted()) {
                throw new RefusedException(
                        Code.BUSY,
                        "Records that tablets have handed in are not counted yet at "
                                + String.join(", ", behind.keySet()) + ". Try again.");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            indicators
                    .progress(behind.keySet())
                    .forEach((site, now) ->
                            behind.computeIfPresent(site, (same, due) -> now.countedTo() >= due ? null : due));
        }
    }
}
