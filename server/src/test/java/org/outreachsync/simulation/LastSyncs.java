package org.outreachsync.simulation;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The syncs at the end of a simulation, on a good line, until no tablet has anything to send or to get. */
final class LastSyncs {

    private static final int ROUNDS_MIN = 500;

    private final List<VirtualTablet> tablets;
    private final List<ServerProcess> servers;
    private final Network network;
    private final RandomGenerator random;

    LastSyncs(List<VirtualTablet> tablets, List<ServerProcess> servers, Network network, RandomGenerator random) {
        this.tablets = tablets;
        this.servers = servers;
        this.network = network;
        this.random = random;
    }

    /**
     * Syncs.
     *
     * @param changesMax how many changes an answer has at most
     * @param clock the time of the next round, in milliseconds since 1970
     */
    void untilAllIsQuiet(int changesMax, LongSupplier clock) {
        int roundsMax = roundsMax(changesMax);
        int rounds = 0;
        boolean quiet = false;
        while (!quiet) {
            if (rounds++ > roundsMax) {
                throw new AssertionError("after " + roundsMax + " rounds not every tablet has come to rest: " + said());
            }
            long nowMs = clock.getAsLong();
            var server = servers.get(random.nextInt(servers.size()));
            boolean moved = false;
            for (var tablet : tablets) {
                boolean had = tablet.pendingOps() > 0;
                network.deliver(tablet, server, tablet.request(nowMs, ServerProcess.OPS_MAX, 0), true);
                moved |= had || !tablet.isQuiet();
            }
            quiet = !moved;
        }
    }

    /**
     * A tablet that has begun anew gets every record again, a few in each answer, and perhaps once more what differs.
     */
    private int roundsMax(int changesMax) {
        int ops = tablets.stream()
                .mapToInt(tablet -> tablet.acked.size() + tablet.pendingOps())
                .sum();
        return ROUNDS_MIN + 2 * ops / Math.min(changesMax, ServerProcess.OPS_MAX);
    }

    private List<String> said() {
        return tablets.stream()
                .map(tablet -> "tablet %d (%s) has %d ops to send and %d records"
                        .formatted(
                                tablet.device,
                                tablet.isQuiet() ? "quiet" : "not quiet",
                                tablet.pendingOps(),
                                tablet.records.held.size()))
                .toList();
    }
}
