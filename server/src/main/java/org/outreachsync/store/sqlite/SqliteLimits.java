package org.outreachsync.store.sqlite;

import java.time.Duration;

/**
 * What an SQLite store may use.
 *
 * @param readersMax the most reads at once, each with a connection of its own
 * @param waitingMax the most writes that may wait for the writer
 * @param groupMax the most writes that are committed together
 * @param timeout the longest that a call waits for its outcome; half of it is the longest wait for another process's
 *     lock
 */
public record SqliteLimits(int readersMax, int waitingMax, int groupMax, Duration timeout) {

    /** For a laptop or an office mini-PC. */
    public static final SqliteLimits DEFAULT = new SqliteLimits(4, 1_024, 256, Duration.ofSeconds(10));

    public SqliteLimits {
        if (readersMax < 1 || waitingMax < 1 || groupMax < 1 || timeout.toMillis() < 2) {
            throw new IllegalArgumentException("limits of a store are at least 1, its timeout at least 2 ms");
        }
    }

    /** Milliseconds to wait for the lock that another process holds. */
    int lockMillis() {
        return (int) Math.min(timeout.toMillis() / 2, Integer.MAX_VALUE);
    }
}
