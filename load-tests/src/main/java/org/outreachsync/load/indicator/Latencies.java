package org.outreachsync.load.indicator;

import java.util.Arrays;
import java.util.Collection;

/**
 * Some times, from the shortest to the longest.
 *
 * @param millis in order
 */
public record Latencies(double[] millis) {

    /** Of these nanoseconds. */
    public static Latencies of(Collection<Long> nanos) {
        var millis = nanos.stream().mapToDouble(one -> one / 1e6).toArray();
        Arrays.sort(millis);
        return new Latencies(millis);
    }

    /** The time within which so many of a hundred were done; 0 when there were none. */
    public double percentile(int percent) {
        return millis.length == 0 ? 0 : millis[Math.min(millis.length - 1, millis.length * percent / 100)];
    }

    /** The usual line. */
    @Override
    public String toString() {
        return "n %5d   p50 %8.2f   p95 %8.2f   p99 %8.2f   max %8.2f ms"
                .formatted(millis.length, percentile(50), percentile(95), percentile(99), percentile(100));
    }
}
