package org.outreachsync.load.indicator;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.outreachsync.config.DataSetLimits;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.export.build.SafeTables;
import org.outreachsync.export.build.SafeTables.Outcome;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.export.mapping.WhoPackage;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.export.safety.LeftOut;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.export.safety.Sensitivities.Raised;
import org.outreachsync.indicator.Period;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlFile;

/**
 * Measures how much is left out of the reports of a programme of usual size: each by itself, and the whole quarter,
 * where each report is made beside all that were made before, for other recipients.
 *
 * <p>Options: those of {@link IndicatorBench}, by default 9 sites, 1,080 persons and 3,500 records a quarter.
 */
public final class UsualExportBench {

    private static final String SETS = "/outreach/load/usual-donors.yaml";
    private static final byte[] SECRET = "a secret of the bench".getBytes(StandardCharsets.US_ASCII);
    private static final String STATE = "now";
    private static final long SEED = 20_261_129;
    private static final double PER_CENT = 100;

    private final BenchServer server;
    private final Shape shape;
    private final PrintStream out;
    private final TableCounter counter;

    private UsualExportBench(BenchServer server, Shape shape, PrintStream out) {
        this.server = server;
        this.shape = shape;
        this.out = out;
        this.counter = new TableCounter(server.answers(), shape::siteCodes, Duration.ZERO);
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments, List.of("records", "persons", "sites", "years", "seed", "folder"));
        var shape = new Shape(
                options.number("records", 14_000),
                (int) options.number("persons", 1_080),
                (int) options.number("sites", 9),
                (int) options.number("years", 1),
                options.number("seed", SEED));
        var given = options.text("folder");
        var folder = given == null
                ? Files.createTempDirectory("usual-export-bench")
                : Files.createDirectories(Path.of(given));
        run(shape, folder, System.out);
        if (given == null) {
            Options.delete(folder);
        }
    }

    /** Measures each report by itself, and each beside those before it. */
    static void run(Shape shape, Path folder, PrintStream out) throws IOException, InterruptedException {
        out.printf("%s, in %s%n", shape, folder);
        try (var server = new BenchServer(folder, null)) {
            Fill.into(folder, shape, server, out);
        }
        try (var server = new BenchServer(folder, null)) {
            server.cube.refresh(shape.siteCodes());
            var bench = new UsualExportBench(server, shape, out);
            var reports = bench.reports();
            for (var policy : List.of(new Policy.Round(5), new Policy.Suppress())) {
                bench.alone(reports, policy);
                bench.together(reports, policy);
            }
        }
    }

    private List<Asked> reports() {
        int year = shape.last().getYear();
        var reports = new ArrayList<Asked>();
        for (var set : sets()) {
            var periods = switch (set.frequency()) {
                case MONTH -> List.of(year + "10", year + "11", year + "12");
                case QUARTER -> List.of(year + "Q4");
                case HALF_YEAR -> List.of(year + "S2");
                case YEAR, YEAR_FROM_OCTOBER -> List.of(Integer.toString(year));
            };
            periods.forEach(period -> reports.add(new Asked(set, Period.parse(period))));
        }
        return reports;
    }

    private List<DataSet> sets() {
        try (var file = Objects.requireNonNull(UsualExportBench.class.getResourceAsStream(SETS))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            var sets = new ArrayList<>(read(YamlFile.parse(SETS, text)));
            sets.addAll(read(WhoPackage.read().dataSets()));
            return sets;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<DataSet> read(Yaml sets) {
        return new DataSetReader(server.catalogue, DataSetLimits.standard()).read(sets);
    }

    private void alone(List<Asked> reports, Policy policy) {
        out.printf("%s, each report by itself%n", policy);
        for (var report : reports) {
            made(report, List.of(), List.of(), policy);
        }
    }

    private void together(List<Asked> reports, Policy policy) {
        out.printf("%s, each beside those above%n", policy);
        var earlier = new ArrayList<Earlier>();
        for (int at = 0; at < reports.size(); at++) {
            made(reports.get(at), reports.subList(0, at), earlier, policy)
                    .forEach(count -> earlier.add(count.of(STATE, false)));
        }
    }

    private List<SafeTables.Count> made(Asked report, List<Asked> before, List<Earlier> earlier, Policy policy) {
        var asked = new ArrayList<>(List.of(report));
        asked.addAll(before);
        var counted = counter.count(asked);
        long begun = System.nanoTime();
        var outcome = new SafeTables(
                        Sensitivities.published(server.catalogue.measures().keySet()), policy, Raised.NOTHING, SECRET)
                .of(
                        counted.subList(0, 1),
                        counted.subList(1, counted.size()),
                        server.programme(shape.siteCodes()),
                        earlier,
                        Set.of(STATE));
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.printf(
                "  %-25s %-6s %5.1f s, ", report.set().code(), report.period().text(), seconds);
        if (outcome instanceof Outcome.Safe safe) {
            print(safe.leftOut());
            return safe.counts();
        }
        out.println(outcome);
        return List.of();
    }

    private void print(LeftOut leftOut) {
        out.printf(
                "%5d counts; left out %4d small, %4d others, %4d silent: %5.1f %%, or %5.1f %% of those not small%n",
                leftOut.counts(),
                leftOut.small(),
                leftOut.others(),
                leftOut.silent(),
                PER_CENT * (leftOut.small() + leftOut.others() + leftOut.silent()) / leftOut.counts(),
                PER_CENT * (leftOut.others() + leftOut.silent()) / Math.max(1, leftOut.counts() - leftOut.small()));
    }
}
