package org.outreachsync.load.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a batch costs while more and more records are kept. */
final class Growth {

    private static final double MUST = 1.3;
    private static final double FLAT = 1.05;

    private final List<MeasuredServer.Measured> early;
    private final List<MeasuredServer.Measured> all;
    private final int rounds;

    /**
     * Starts from these rounds.
     *
     * @param early with which the later rounds are compared
     */
    Growth(List<MeasuredServer.Measured> early) {
        this.early = List.copyOf(early);
        this.all = new ArrayList<>(early);
        this.rounds = early.size();
    }

    /**
     * Uploads until so many records are kept, and as many rounds more as there were early ones.
     *
     * @param next prepares the batches of one more round
     */
    void until(MeasuredServer server, Supplier<List<List<Upload>>> next, long records)
            throws IOException, InterruptedException {
        while (server.kept() < records) {
            all.add(server.upload(next.get()));
        }
        for (int round = 0; round < rounds; round++) {
            all.add(server.upload(next.get()));
        }
    }

    /** All rounds, from few records to many. */
    List<MeasuredServer.Measured> points() {
        return all;
    }

    /** Compares the last rounds with the early ones. */
    List<Line> lines() {
        var late = all.subList(all.size() - rounds, all.size());
        var between = "from %,d to %,d records kept"
                .formatted(early.getFirst().kept(), late.getLast().kept());
        double cpu =
                Spread.of(early, MeasuredServer.Measured::cpuMillisOfThousand).median();
        double half = Spread.of(early, MeasuredServer.Measured::p50Millis).median();
        return List.of(
                Line.atMost(
                        "processor time of a batch, times that over few records",
                        Spread.of(late, one -> one.cpuMillisOfThousand() / cpu),
                        between,
                        MUST,
                        FLAT),
                Line.atMost(
                        "p50 of a batch, times that over few records",
                        Spread.of(late, one -> one.p50Millis() / half),
                        between,
                        MUST,
                        FLAT));
    }
}
