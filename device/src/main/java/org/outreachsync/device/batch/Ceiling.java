package org.outreachsync.device.batch;

/** An adaptive limit: halved when something was too large for the line or the server, doubled again after successes. */
final class Ceiling {

    private final int min;
    private final int max;
    private int now;
    private int successesLeft;

    /** Starts at {@code max} and never falls below {@code min}, which is at least 1. */
    Ceiling(int min, int max) {
        this.min = min;
        this.max = max;
        this.now = max;
    }

    int now() {
        return now;
    }

    /** Whether the limit is at its maximum. */
    boolean isFull() {
        return now == max;
    }

    /** This size was too large. The limit is doubled again after this many successes. */
    void tooMuch(int size, int successes) {
        now = Math.max(min, Math.min(now, size) / 2);
        successesLeft = successes;
    }

    /** Something within the limit succeeded. */
    void wentWell() {
        if (now < max && --successesLeft <= 0) {
            now = (int) Math.min(max, 2L * now);
        }
    }
}
