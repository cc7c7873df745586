package org.outreachsync.load.indicator;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.export.build.GroupNames;
import org.outreachsync.export.build.SafeTables;
import org.outreachsync.export.build.SafeTables.Outcome;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.format.Format;
import org.outreachsync.export.format.Formats;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.Period;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.store.sqlite.SqliteStore;

/**
 * Measures an export over the records of {@link IndicatorBench}: counting, making safe, keeping what was told, and
 * writing it in each format; of each, the processor time and the heap in use afterwards beside the server's own. Its
 * floor is to ask the same questions of a service whose answers are remembered. Its target is less than 10 s and less
 * than 256 MiB for 45 indicators, 200 sites and a quarter. Run it in a small heap: what it did with is all that it
 * needs.
 *
 * <p>Options: those of {@link IndicatorBench}, and {@code --indicators}.
 */
public final class ExportBench {

    private static final double SECONDS_MAX = 10;
    private static final double MIB_MAX = 256;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final byte[] SECRET = "a secret of the bench".getBytes(StandardCharsets.US_ASCII);

    private final BenchServer server;
    private final Shape shape;
    private final PrintStream out;
    private final Heap heap = new Heap();
    private double floor;

    private ExportBench(BenchServer server, Shape shape, PrintStream out) {
        this.server = server;
        this.shape = shape;
        this.out = out;
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.of(
                arguments, List.of("records", "persons", "sites", "years", "seed", "folder", "indicators", "rounds"));
        var shape = Shape.of(options);
        var given = options.text("folder");
        var folder =
                given == null ? Files.createTempDirectory("export-bench") : Files.createDirectories(Path.of(given));
        run(shape, folder, (int) options.number("indicators", 45), (int) options.number("rounds", 3), System.out);
        if (given == null) {
            Options.delete(folder);
        }
    }

    static void run(Shape shape, Path folder, int indicators, int rounds, PrintStream out)
            throws IOException, InterruptedException {
        out.printf("%s, store sqlite, in %s%n", shape, folder);
        try (var server = new BenchServer(folder, null)) {
            Fill.into(folder, shape, server, out);
        }
        try (var server = new BenchServer(folder, null)) {
            server.cube.refresh(shape.siteCodes());
            var set = ManyIndicators.of(server.catalogue, indicators);
            out.printf(
                    "%d indicators with %d breakdowns beside the totals, for each site, region and the country%n",
                    set.items().size(),
                    set.items().stream()
                            .mapToInt(item -> item.breakdowns().size())
                            .sum());
            var bench = new ExportBench(server, shape, out);
            for (int round = 1; round <= rounds; round++) {
                out.printf("round %d of %d%n", round, rounds);
                bench.export(set, folder);
            }
        }
    }

    private void export(DataSet set, Path folder) throws IOException {
        var scratch = Files.createTempDirectory(folder, "snapshots");
        try (var store = new SqliteStore(scratch.resolve("snapshots.db"))) {
            var sealer = Keyring.open(scratch.resolve("keys"), true).sealer();
            export(set, folder, new Snapshots(store, sealer, new Secrets(new SecureRandom()), server.catalogue));
        }
        Options.delete(scratch);
    }

    private void export(DataSet set, Path folder, Snapshots snapshots) {
        var counter = new TableCounter(server.answers(), shape::siteCodes, Duration.ZERO);
        var year = shape.last().getYear();
        var asked = List.of(new Asked(set, Period.parse(year + "Q4")));
        heap.begin();
        out.printf("heap of %d MiB, %.0f MiB of it the server's own%n", Heap.mostPossibleMib(), heap.ownMib());
        var total = new long[2];
        var tables = timed("counting", total, () -> counter.count(asked));
        var unused = new long[2];
        timed("(floor: the same questions, remembered)", unused, () -> counter.count(asked));
        floor = unused[0] / 1e9;
        out.printf("%d lines%n", tables.getFirst().lines().size());
        for (var policy : List.of(new Policy.Round(5), new Policy.Suppress())) {
            var spent = total.clone();
            var safe = timed("safe by " + policy, spent, () -> safe(tables, policy));
            if (safe instanceof Outcome.Safe(var told, var counts, var leftOut)) {
                var made = table(set, tables.getFirst(), told.getFirst());
                timed(
                        "kept: what was told of each count",
                        spent,
                        () -> snapshots.keep(counts, List.of(), Instant.EPOCH));
                var ref = timed("kept: the table", spent, () -> snapshots.keep(made, List.of(), Instant.EPOCH));
                var table = timed("read again: the table", spent, () -> snapshots.table(ref));
                for (var format : Formats.ALL) {
                    var file = timed(format.code(), spent, () -> write(table, format, folder));
                    out.printf("    %s%n", sha256(file));
                }
                out.printf(
                        "%d counts; left out %d small ones, %d others, %d of which nothing safe can be told%n",
                        counts.size(), leftOut.small(), leftOut.others(), leftOut.silent());
            } else {
                out.println("not safe: " + safe);
            }
            report(spent);
        }
    }

    private void report(long[] spent) {
        double seconds = spent[0] / 1e9;
        double mebibytes = heap.mostMib();
        out.printf(
                "counted, safe and in all formats: %.1f s, %.1f s of processors, floor %.1f s, target %.0f s: %s%n",
                seconds, spent[1] / 1e9, floor, SECONDS_MAX, judged(seconds / SECONDS_MAX));
        out.printf(
                "most heap after a full collection: %.0f MiB beside the server's own, target %.0f MiB: %s; %s%n",
                mebibytes, MIB_MAX, judged(mebibytes / MIB_MAX), Heap.mostOfTheProcess());
    }

    private static String judged(double partOfTheTarget) {
        return partOfTheTarget < 1 ? "met" : "MISSED %.1f times".formatted(partOfTheTarget);
    }

    private <T> T timed(String what, long[] spent, Supplier<T> work) {
        long begun = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        var result = work.get();
        long nanos = System.nanoTime() - begun;
        cpu = PROCESS.getProcessCpuTime() - cpu;
        spent[0] += nanos;
        spent[1] += cpu;
        out.printf(
                "  %-42s %8.2f s, %6.2f s of processors, then %4.0f MiB%n",
                what, nanos / 1e9, cpu / 1e9, heap.nowMib());
        return result;
    }

    private Outcome safe(List<CountedTable> tables, Policy policy) {
        return new SafeTables(
                        Sensitivities.published(server.catalogue.measures().keySet()), policy, Raised.NOTHING, SECRET)
                .of(tables, List.of(), server.programme(shape.siteCodes()), List.of(), Set.of());
    }

    private ExportTable table(DataSet set, CountedTable counted, List<Line> lines) {
        var head = new ExportTable.Head(
                "The programme",
                "BENCH",
                set.code(),
                set.title(),
                counted.period(),
                1,
                Instant.parse("2026-01-15T00:00:00Z"),
                counted.isProvisional(),
                set.title(),
                LocalizedText.ENGLISH);
        return new ExportTable(head, new GroupNames(server.codes, site -> Optional.empty()).of(List.of(lines)), lines);
    }

    /** Equal tables give equal files, so a change that should change nothing can be checked. */
    private static String sha256(Path file) {
        try {
            return "sha256 "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Path write(ExportTable table, Format format, Path folder) {
        var file = folder.resolve("export." + format.extension());
        try (var to = new BufferedOutputStream(Files.newOutputStream(file))) {
            format.write(table, List.of(), to);
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
