package org.outreachsync.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the syncs of one tablet went. One thread writes, another may read. */
final class Pace {

    private long complete;
    private long failed;
    private long longestNanos;
    private long lastNanos = System.nanoTime();

    /**
     * The syncs of a span of time.
     *
     * @param failed those that did not complete; the tablet tried again
     * @param longestMillis the longest time between two that completed
     */
    record Span(long complete, long failed, long longestMillis) {}

    /** Goes on after a rest, which counts as no wait. */
    synchronized void resume() {
        lastNanos = System.nanoTime();
    }

    synchronized void note(boolean isComplete) {
        if (!isComplete) {
            failed++;
            return;
        }
        complete++;
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - lastNanos);
        lastNanos = now;
        notifyAll();
    }

    /**
     * Waits until another sync completes.
     *
     * @return whether one did in time
     */
    synchronized boolean awaitNext(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long before = lastNanos;
        while (lastNanos == before) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** The span since this was last asked. */
    synchronized Span since() {
        var span = new Span(complete, failed, TimeUnit.NANOSECONDS.toMillis(longestNanos));
        complete = 0;
        failed = 0;
        longestNanos = 0;
        return span;
    }
}
