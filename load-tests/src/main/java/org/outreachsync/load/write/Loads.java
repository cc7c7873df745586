package org.outreachsync.load.write;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The same work by fewer and by more uploaders. */
final class Loads {

    private static final List<Integer> UPLOADERS = List.of(1, 2, 4, 8, 16, 32);
    private static final int ROUNDS_MAX = 3;

    private Loads() {}

    /**
     * What one side did for so many uploaders: medians of some rounds.
     *
     * @param recordsPerSecond until the last ack
     */
    record Side(int uploaders, double recordsPerSecond, double p50Millis, double p99Millis) {

        static Side of(int uploaders, Collection<Round> rounds) {
            return new Side(
                    uploaders,
                    Spread.of(rounds, Round::recordsPerSecond).median(),
                    Spread.of(rounds, round -> round.latencies().percentile(50)).median(),
                    Spread.of(rounds, round -> round.latencies().percentile(99)).median());
        }
    }

    /**
     * All loads.
     *
     * @param server by the number of uploaders
     * @param plain of PostgreSQL; empty without it
     */
    record Measured(List<Side> server, List<Side> plain) {}

    /** A way to new rounds of both sides. */
    interface Sides {
        SideBySideRounds begin();
    }

    /** Measures as many batches of each number of uploaders. */
    static Measured measure(Programme programme, Settings settings, Sides sides)
            throws IOException, InterruptedException, SQLException {
        var server = new ArrayList<Side>();
        var plain = new ArrayList<Side>();
        int batches = settings.uploaders() * settings.batches();
        for (int uploaders : UPLOADERS) {
            if (uploaders <= settings.sites()) {
                var both = sides.begin();
                int each = Math.ceilDiv(batches, uploaders);
                for (int round = 0; round < Math.min(ROUNDS_MAX, settings.rounds()); round++) {
                    both.measure(
                            programme.prepare(uploaders, Math.ceilDiv(each, 3)), programme.prepare(uploaders, each));
                }
                server.add(Side.of(
                        uploaders,
                        both.rounds().stream()
                                .map(MeasuredServer.Measured::acks)
                                .toList()));
                if (!both.plainRounds().isEmpty()) {
                    plain.add(Side.of(uploaders, both.plainRounds()));
                }
            }
        }
        return new Measured(server, plain);
    }
}
