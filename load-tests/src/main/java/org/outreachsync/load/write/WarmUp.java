package org.outreachsync.load.write;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Uploads before anything is measured, until the server has compiled what it needs often. PostgreSQL gets the same. */
final class WarmUp {

    private final List<MeasuredServer.Measured> rounds = new ArrayList<>();
    private final long batches;

    /**
     * Uploads for at least this time.
     *
     * @param next prepares the batches of one more round
     */
    WarmUp(MeasuredServer server, @Nullable PostgresTable table, Supplier<List<List<Upload>>> next, Duration least)
            throws IOException, InterruptedException, SQLException {
        double seconds = 0;
        long sent = 0;
        do {
            var parts = next.get();
            if (table != null) {
                table.insert(parts);
            }
            var round = server.upload(parts);
            rounds.add(round);
            seconds += round.countedSeconds();
            sent += parts.stream().mapToLong(List::size).sum();
        } while (seconds < least.toNanos() / 1e9);
        this.batches = sent;
    }

    /** How far the server was from the state in which it is measured. */
    String note() {
        return "Warm-up: %,d batches, to PostgreSQL as well. In its first round the server took %s ms of processor"
                        .formatted(batches, Spread.number(rounds.getFirst().cpuMillisOfThousand()))
                + String.format(
                        Locale.ROOT,
                        " time for 1,000 records, %.0f %% of it to compile itself; in its last, %s ms and %.0f %%.",
                        rounds.getFirst().compilingPercent(),
                        Spread.number(rounds.getLast().cpuMillisOfThousand()),
                        rounds.getLast().compilingPercent());
    }
}
