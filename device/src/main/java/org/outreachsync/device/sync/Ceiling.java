package org.outreachsync.device.sync;

/**
 * How much is given at once to a line or a server that may not carry more: half of what was too much, and twice as much
 * again once that went well.
 */
final class Ceiling {

    private final int min;
    private final int max;
    private int now;
    private int successesLeft;

    /** From {@code min}, at least 1, to {@code max}, which it begins with. */
    Ceiling(int min, int max) {
        this.min = min;
        this.max = max;
        this.now = max;
    }

    int now() {
        return now;
    }

    /** Whether nothing was too much of late. */
    boolean isFull() {
        return now == max;
    }

    /** So much was too much. It is doubled again after so many successes. */
    void tooMuch(int size, int successes) {
        now = Math.max(min, Math.min(now, size) / 2);
        successesLeft = successes;
    }

    /** What was given went well. */
    void wentWell() {
        if (now < max && --successesLeft <= 0) {
            now = (int) Math.min(max, 2L * now);
        }
    }
}
