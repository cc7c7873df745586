package org.outreachsync.store.mongo;

import java.time.Duration;

/**
 * What a MongoDB store may use.
 *
 * @param connectionsMax the most connections to one node, which is also the most calls at once
 * @param connectionWait the longest that a call waits for one of them
 * @param timeout the longest that a call takes once it has one, with every retry in it; longer than an election, so
 *     that calls ride over it
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
