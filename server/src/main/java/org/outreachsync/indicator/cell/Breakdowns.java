package org.outreachsync.indicator.cell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives every packed {@link Breakdown} that occurs a small number, so that sums by breakdown can use an array.
 * Thread-safe.
 */
public final class Breakdowns {

    private static final int FIRST_SIZE = 1_024;

    private final Map<Long, Integer> numbers = new HashMap<>();
    private long[] packed = new long[FIRST_SIZE];

    /** The number of a packed breakdown, from 0. */
    public synchronized int number(long breakdown) {
        var known = numbers.get(breakdown);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        if (number == packed.length) {
            packed = Arrays.copyOf(packed, 2 * number);
        }
        packed[number] = breakdown;
        numbers.put(breakdown, number);
        return number;
    }

    /** The packed breakdowns by number, all that occurred so far. */
    public synchronized long[] all() {
        return Arrays.copyOf(packed, numbers.size());
    }
}
