package org.outreachsync.load.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.load.indicator.Latencies;
import org.outreachsync.wire.v1.Status;

/**
 * What several uploaders did at the same time.
 *
 * @param records that they sent
 * @param seconds until the last of them was done
 * @param latencies of each batch
 * @param bytesUp the bodies of all requests
 * @param bytesDown the bodies of all answers
 * @param statuses how many ops have which status
 */
record Round(
        long records,
        double seconds,
        Latencies latencies,
        long bytesUp,
        long bytesDown,
        Map<Status, Integer> statuses) {

    /** A round that measures time alone. */
    static Round of(long records, double seconds, Collection<Long> nanos) {
        return new Round(records, seconds, Latencies.of(nanos), 0, 0, Map.of());
    }

    /** A round of requests to the server. */
    static Round of(long records, double seconds, List<Connection.Received> all) {
        var nanos = new ArrayList<Long>();
        var statuses = new EnumMap<Status, Integer>(Status.class);
        long up = 0;
        long down = 0;
        for (var one : all) {
            nanos.add(one.nanos());
            up += one.bytesUp();
            down += one.bytesDown();
            one.statuses().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
        }
        return new Round(records, seconds, Latencies.of(nanos), up, down, statuses);
    }

    double recordsPerSecond() {
        return records / seconds;
    }
}
