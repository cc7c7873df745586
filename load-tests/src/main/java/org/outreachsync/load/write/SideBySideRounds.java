package org.outreachsync.load.write;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.outreachsync.load.FsyncFloor;

/** Rounds of the same records into the floor, into PostgreSQL and into the server, in turn. */
final class SideBySideRounds {

    private static final String RATE = "durable, applied and counted records a second";
    private static final String CPU = "processor time of 1,000 records, ms";
    private static final String HALF = "time of a batch, p50, ms";
    private static final String SLOW = "time of a batch, p99, ms";
    private static final String UP = "bytes of a record up, compressed";
    private static final String DOWN = "bytes of a record down with an ack, compressed";

    private final MeasuredServer server;
    private final @Nullable PostgresTable table;
    private final @Nullable ProcessHandle postgres;
    private final FsyncFloor floor;
    private final List<MeasuredServer.Measured> rounds = new ArrayList<>();
    private final List<Plain> plain = new ArrayList<>();
    private final List<FsyncFloor.Floor> floors = new ArrayList<>();

    /** A round into the plain table, with the processor time of PostgreSQL. */
    private record Plain(Round round, Duration cpu) {
        double cpuMillisOfThousand() {
            return cpu.toNanos() / 1e6 / round.records() * 1_000;
        }
    }

    SideBySideRounds(
            MeasuredServer server, @Nullable PostgresTable table, @Nullable ProcessHandle postgres, FsyncFloor floor) {
        this.server = server;
        this.table = table;
        this.postgres = postgres;
        this.floor = floor;
    }

    /**
     * Measures one round of each side.
     *
     * @param leadIn goes to a side just before its round, unmeasured, because each waits while the other works
     */
    void measure(List<List<Upload>> leadIn, List<List<Upload>> parts)
            throws IOException, InterruptedException, SQLException {
        var first = parts.getFirst().getFirst();
        int batches = parts.stream().mapToInt(List::size).sum();
        floors.add(floor.measure(batches, first.packed().length, first.records()));
        if (table != null && postgres != null) {
            table.insert(leadIn);
            var before = Usage.cpu(postgres);
            var inserted = table.insert(parts);
            plain.add(new Plain(inserted, Usage.cpu(postgres).minus(before)));
        }
        server.upload(leadIn);
        rounds.add(server.upload(parts));
    }

    /** The lines of the table. */
    List<Line> lines() {
        var rate = Spread.of(rounds, MeasuredServer.Measured::recordsPerSecond);
        var cpu = Spread.of(rounds, MeasuredServer.Measured::cpuMillisOfThousand);
        var half = Spread.of(rounds, MeasuredServer.Measured::p50Millis);
        var slow = Spread.of(rounds, MeasuredServer.Measured::p99Millis);
        var lines = new ArrayList<Line>();
        if (plain.isEmpty()) {
            lines.addAll(List.of(
                    Line.alone(RATE, rate), Line.alone(CPU, cpu), Line.alone(HALF, half), Line.alone(SLOW, slow)));
        } else {
            var plainRate = Spread.of(plain, one -> one.round().recordsPerSecond());
            var plainCpu = Spread.of(plain, Plain::cpuMillisOfThousand);
            var plainHalf = Spread.of(plain, one -> one.round().latencies().percentile(50));
            var plainSlow = Spread.of(plain, one -> one.round().latencies().percentile(99));
            lines.add(Line.atLeast(RATE, rate, of(rate, plainRate), plainRate.median() / 2, plainRate.median()));
            lines.add(Line.atMost(CPU, cpu, of(cpu, plainCpu), plainCpu.median() * 4, plainCpu.median() * 2));
            lines.add(Line.atMost(HALF, half, of(half, plainHalf), plainHalf.median() * 3, plainHalf.median() * 1.5));
            lines.add(Line.atMost(SLOW, slow, of(slow, plainSlow), plainSlow.median() * 3, plainSlow.median() * 1.5));
        }
        lines.add(Line.atMost(
                UP,
                Spread.of(
                        rounds,
                        one -> (double) one.acks().bytesUp() / one.acks().records()),
                "",
                35,
                30));
        lines.add(Line.atMost(
                DOWN,
                Spread.of(
                        rounds,
                        one -> (double) one.acks().bytesDown() / one.acks().records()),
                "",
                5,
                3));
        return lines;
    }

    private static String of(Spread today, Spread plain) {
        return String.format(Locale.ROOT, "PostgreSQL %s, ratio %.2f", plain, today.median() / plain.median());
    }

    /** The rounds of the server. */
    List<MeasuredServer.Measured> rounds() {
        return rounds;
    }

    /** The rounds into PostgreSQL; none without it. */
    List<Round> plainRounds() {
        return plain.stream().map(Plain::round).toList();
    }

    /** The median rate until the last ack. */
    double acksPerSecond() {
        return Spread.of(rounds, one -> one.acks().recordsPerSecond()).median();
    }

    /** What one has to know to read the table. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        var floorRate = Spread.of(floors, FsyncFloor.Floor::recordsPerSecond);
        notes.add("Floor, the bytes of the batches appended to a file and forced one by one: %s records a second."
                .formatted(floorRate));
        notes.add(
                "Until the last ack: %s records a second. The server compiled itself in %s %% of its processor time. The uploaders took %s %% of the processor time of both."
                        .formatted(
                                Spread.of(rounds, one -> one.acks().recordsPerSecond()),
                                Spread.of(rounds, MeasuredServer.Measured::compilingPercent),
                                Spread.of(rounds, MeasuredServer.Measured::ownPercent)));
        notes.add("Results of the last round: " + rounds.getLast().acks().statuses());
        notes.add("PostgreSQL does less: it checks no record by the contract, merges, seals and counts nothing.");
        return notes;
    }
}
