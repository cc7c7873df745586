package org.outreachsync.store.mongo;

import java.time.Duration;

/**
 * Limits of a MongoDB store.
 *
 * @param connectionsMax the maximum number of connections to one node, and of concurrent calls
 * @param connectionWait how long a call waits for a connection
 * @param timeout how long a call may take once it has a connection, including retries, unless its request has less time
 *     left; longer than an election, so that calls survive one
 */
public record MongoLimits(int connectionsMax, Duration connectionWait, Duration timeout) {

    /** For one server process. */
    public static final MongoLimits DEFAULT = new MongoLimits(32, Duration.ofSeconds(2), Duration.ofSeconds(15));

    public MongoLimits {
        if (connectionsMax < 1 || connectionWait.toMillis() < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("limits of a store are at least 1 and 1 ms");
        }
    }
}
