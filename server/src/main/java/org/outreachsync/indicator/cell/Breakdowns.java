package org.outreachsync.indicator.cell;

/**
 * Gives every packed {@link Breakdown} that occurs a small number, so that sums by breakdown can use an array.
 * Thread-safe.
 */
public final class Breakdowns {

    private final KeyNumbers numbers = new KeyNumbers();

    /** The number of a packed breakdown, from 0. */
    public synchronized int number(long breakdown) {
        return numbers.number(breakdown);
    }

    /** The packed breakdowns by number, all that occurred so far. */
    public synchronized long[] all() {
        return numbers.all();
    }
}
