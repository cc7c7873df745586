package org.outreachsync.store.sqlite;

import java.time.Duration;

/**
 * Limits of an SQLite store.
 *
 * @param readersMax the maximum number of concurrent reads, each with its own connection
 * @param waitingMax how many writes may wait for the writer
 * @param groupMax how many writes are committed together at most
 * @param timeout how long a call waits for its outcome; at most half of it for another process's lock
 */
public record SqliteLimits(int readersMax, int waitingMax, int groupMax, Duration timeout) {

    /** For a laptop or an office mini-PC. */
    public static final SqliteLimits DEFAULT = new SqliteLimits(4, 1_024, 256, Duration.ofSeconds(10));

    public SqliteLimits {
        if (readersMax < 1 || waitingMax < 1 || groupMax < 1 || timeout.toMillis() < 2) {
            throw new IllegalArgumentException("limits of a store are at least 1, its timeout at least 2 ms");
        }
    }

    /** Milliseconds to wait for another process's lock. */
    int lockMillis() {
        return (int) Math.min(timeout.toMillis() / 2, Integer.MAX_VALUE);
    }
}
