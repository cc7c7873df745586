package org.outreachsync.load.indicator;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.edge.route.QuestionParser;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.load.indicator.Questions.Asked;
import org.outreachsync.refusal.RefusedException;

/**
 * Measures answers over the records of a country and three years: loading after a cold start, its memory, questions of
 * all kinds one after the other on one thread, and, as the floor, the arithmetic alone. The store is SQLite in the
 * folder, or MongoDB if {@code MONGODB_URI} names an empty database; then the folder holds the keys.
 *
 * <p>Options: {@code --records --persons --sites --years --seed --questions --minutes --folder}. A folder that was
 * filled with the same options is reused. After the given minutes, no more questions are asked.
 */
public final class IndicatorBench {

    private static final int WARM_UP = 300;
    private static final Duration WARM_UP_MAX = Duration.ofSeconds(30);
    private static final int AGAIN = 50;
    private static final int SLOWEST = 10;

    private final Shape shape;
    private final BenchServer server;
    private final PrintStream out;
    private final List<String> allSites;

    private record Timed(Asked asked, long nanos, boolean refused) {}

    private IndicatorBench(Shape shape, BenchServer server, PrintStream out) {
        this.shape = shape;
        this.server = server;
        this.out = out;
        this.allSites = shape.siteCodes();
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.of(
                arguments, List.of("records", "persons", "sites", "years", "seed", "questions", "minutes", "folder"));
        var shape = Shape.of(options);
        var given = options.text("folder");
        var folder =
                given == null ? Files.createTempDirectory("indicator-bench") : Files.createDirectories(Path.of(given));
        var most = Duration.ofMinutes(options.number("minutes", 30));
        run(shape, folder, System.getenv("MONGODB_URI"), (int) options.number("questions", 3_000), most, System.out);
        if (given == null) {
            Options.delete(folder);
        }
    }

    static void run(Shape shape, Path folder, @Nullable String mongoUri, int questions, Duration most, PrintStream out)
            throws IOException, InterruptedException {
        out.printf("%s, store %s, in %s%n", shape, mongoUri == null ? "sqlite" : "mongodb", folder);
        try (var server = new BenchServer(folder, mongoUri)) {
            Fill.into(folder, shape, server, out);
        }
        try (var server = new BenchServer(folder, mongoUri)) {
            new IndicatorBench(shape, server, out).measure(questions, most);
        }
    }

    private void measure(int questions, Duration most) {
        long before = heap();
        long begun = System.nanoTime();
        server.cube.refresh(shape.siteCodes());
        out.printf("cold load of all sites: %.2f s%n", (System.nanoTime() - begun) / 1e9);
        out.printf("heap: %.0f MiB after it, %.0f MiB before%n", heap() / 1048576.0, before / 1048576.0);
        recount();
        var service = server.answers();
        var warmUp = Questions.draw(shape, server.catalogue, ~shape.seed(), Math.min(WARM_UP, questions));
        ask(service, warmUp, WARM_UP_MAX, new ArrayList<>());
        var second = new ArrayList<Timed>();
        var first = ask(service, Questions.draw(shape, server.catalogue, shape.seed(), questions), most, second);
        report(first, questions);
        out.println("asked again                " + latencies(second));
        out.printf("heap: %.0f MiB after the questions%n", heap() / 1048576.0);
        floor(latencies(first));
    }

    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void recount() {
        var from = shape.last().withDayOfMonth(1);
        var counted = new PlainRecount(shape).of(from, shape.last());
        var period = from + ".." + shape.last();
        long contacts = server.figure(shape.siteCodes(), "CONTACTS", period);
        long persons = server.figure(shape.siteCodes(), "PERSONS_REACHED", period);
        out.printf(
                "recount %s: CONTACTS %d of %d, PERSONS_REACHED %d of %d%n",
                period, contacts, counted.contacts(), persons, counted.persons());
        if (contacts != counted.contacts() || persons != counted.persons()) {
            throw new IllegalStateException("the answers differ from a plain recount of what was generated");
        }
    }

    /** Asks each question twice in a row. Questions that were not asked when the time is over are left out. */
    private List<Timed> ask(IndicatorService service, List<Asked> questions, Duration most, List<Timed> again) {
        long begun = System.nanoTime();
        var timed = new ArrayList<Timed>();
        for (var asked : questions) {
            if (System.nanoTime() - begun < most.toNanos()) {
                var first = ask(service, asked);
                timed.add(first);
                if (!first.refused()) {
                    again.add(ask(service, asked));
                }
            }
        }
        return timed;
    }

    private Timed ask(IndicatorService service, Asked asked) {
        boolean refused = false;
        long begun = System.nanoTime();
        try {
            var definition = service.definition(asked.code());
            service.answer(allSites, QuestionParser.parse(definition, asked.parameters()));
        } catch (RefusedException tooMuch) {
            refused = true;
        }
        return new Timed(asked, System.nanoTime() - begun, refused);
    }

    private static Latencies latencies(List<Timed> timed) {
        return Latencies.of(timed.stream().map(Timed::nanos).toList());
    }

    private void report(List<Timed> timed, int questions) {
        out.printf(
                "%d questions of %d, none asked before, on one thread; %d refused%n",
                timed.size(), questions, timed.stream().filter(Timed::refused).count());
        out.println("all                        " + latencies(timed));
        Map<String, List<Timed>> byKind = new TreeMap<>();
        for (var one : timed) {
            one.asked()
                    .kinds()
                    .forEach(kind -> byKind.computeIfAbsent(kind, unseen -> new ArrayList<>())
                            .add(one));
            byKind.computeIfAbsent(String.join(", ", one.asked().kinds().subList(0, 3)), unseen -> new ArrayList<>())
                    .add(one);
        }
        byKind.forEach((kind, some) -> out.println("  %-40s ".formatted(kind) + latencies(some)));
        out.println("the slowest:");
        timed.stream()
                .sorted(Comparator.comparingLong(Timed::nanos).reversed())
                .limit(SLOWEST)
                .forEach(one -> out.printf(
                        "  %8.1f ms  %s%s%n", one.nanos() / 1e6, one.asked(), one.refused() ? "  refused" : ""));
    }

    private void floor(Latencies first) {
        var refreshes = new ArrayList<Long>();
        var whole = new ArrayList<Long>();
        for (int at = 0; at < AGAIN; at++) {
            long begun = System.nanoTime();
            server.cube.refresh(shape.siteCodes());
            refreshes.add(System.nanoTime() - begun);
            // A service with empty caches over the same months.
            var fresh = server.answers();
            begun = System.nanoTime();
            fresh.answer(
                    shape.siteCodes(),
                    Question.of(
                            fresh.definition("PERSONS_REACHED"),
                            Period.ofYear(shape.last().getYear())));
            whole.add(System.nanoTime() - begun);
        }
        var floor = Floor.measure(shape, server);
        out.println("asking the store for marks " + Latencies.of(refreshes));
        out.println("a year of PERSONS_REACHED  " + Latencies.of(whole));
        out.printf("floor, %d months, %d in it  %s%n", floor.months(), floor.persons(), floor.times());
        out.printf(
                "ratio to the floor's p50 %.2f ms: p95 of all %.1f, p50 of all %.1f, the same year %.1f%n",
                floor.times().percentile(50),
                first.percentile(95) / floor.times().percentile(50),
                first.percentile(50) / floor.times().percentile(50),
                Latencies.of(whole).percentile(50) / floor.times().percentile(50));
    }
}
