package org.outreachsync.model;

/**
 * A hybrid logical clock: 48 bits of milliseconds since 1970 and 16 bits of counter in one long (Kulkarni et al.,
 * "Logical Physical Clocks", 2014). It follows the wall clock, never goes back, and is later than everything its owner
 * has seen.
 */
public final class Hlc {

    private static final int COUNTER_BITS = 16;
    private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;

    /** The latest time that a timestamp can hold, in milliseconds since 1970. */
    public static final long MILLIS_MAX = (1L << 47) - 1;

    private Hlc() {}

    /** The timestamp of a time and counter; a time before 1970 becomes 1970. */
    public static long of(long millis, int counter) {
        return (Math.max(0, Math.min(millis, MILLIS_MAX)) << COUNTER_BITS) | (counter & COUNTER_MAX);
    }

    /** The milliseconds since 1970 of a timestamp. */
    public static long millis(long hlc) {
        return hlc >>> COUNTER_BITS;
    }

    /** The counter of a timestamp, 0 to 65,535. */
    public static int counter(long hlc) {
        return (int) (hlc & COUNTER_MAX);
    }

    /**
     * The timestamp of the next act.
     *
     * @param last the last timestamp issued or seen
     * @param nowMillis the wall clock
     * @return a timestamp after {@code last} and not before the wall clock
     */
    public static long next(long last, long nowMillis) {
        long now = of(nowMillis, 0);
        return now > last ? now : last + 1;
    }
}
