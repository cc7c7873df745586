package org.outreachsync.load.indicator;

import java.util.Arrays;
import java.util.Collection;

/**
 * Sorted durations.
 *
 * @param millis in order
 */
public record Latencies(double[] millis) {

    /** Sorts these durations, given in nanoseconds. */
    public static Latencies of(Collection<Long> nanos) {
        var millis = nanos.stream().mapToDouble(one -> one / 1e6).toArray();
        Arrays.sort(millis);
        return new Latencies(millis);
    }

    /** The percentile; 0 if there are no durations. */
    public double percentile(int percent) {
        return millis.length == 0 ? 0 : millis[Math.min(millis.length - 1, millis.length * percent / 100)];
    }

    /** The summary as one line. */
    @Override
    public String toString() {
        return "n %5d   p50 %8.2f   p95 %8.2f   p99 %8.2f   max %8.2f ms"
                .formatted(millis.length, percentile(50), percentile(95), percentile(99), percentile(100));
    }
}
