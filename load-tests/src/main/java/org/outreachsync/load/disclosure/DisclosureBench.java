package org.outreachsync.load.disclosure;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Protection;
import org.outreachsync.disclosure.Release;
import org.outreachsync.disclosure.Table;
import org.outreachsync.disclosure.Told;
import org.outreachsync.load.disclosure.ProgrammeTables.Shape;
import org.outreachsync.load.indicator.Options;

/**
 * Measures what it costs to make tables safe against their size: processor time of one thread, and the memory that it
 * allocates. The floor is what many programmes do by hand: small counts are left out, and one more where a row has only
 * one. It is not safe.
 *
 * <p>Options: {@code --cells} of the largest tables (50,000), {@code --seed}.
 */
public final class DisclosureBench {

    private static final List<Integer> SIZES = List.of(500, 1_000, 2_500, 5_000, 10_000, 25_000, 49_000);
    private static final int ROUNDS = 3;
    private static final int WARM_UP_CELLS = 2_500;
    private static final int WARM_UP_ROUNDS = 10;
    private static final int TARGET_CELLS = 5_000;
    private static final double TARGET_MILLIS = 100;
    private static final int EXPORT_TABLES = 45;
    private static final int EXPORT_SITES = 200;
    private static final double EXPORT_SECONDS = 10;
    private static final byte[] SECRET = "the secret of a bench".getBytes(StandardCharsets.US_ASCII);

    private DisclosureBench() {}

    /** What one run took and gave. */
    private record Run<T>(T result, double millis, double mebibytes) {

        static <T> Run<T> of(Supplier<T> work) {
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long nanos = threads.getCurrentThreadCpuTime();
            T result = work.get();
            nanos = threads.getCurrentThreadCpuTime() - nanos;
            bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
            return new Run<>(result, nanos / 1e6, bytes / 1024.0 / 1024);
        }

        static <T> Run<T> median(Supplier<T> work) {
            return IntStream.range(0, ROUNDS)
                    .mapToObj(round -> of(work))
                    .sorted(Comparator.comparingDouble(Run::millis))
                    .toList()
                    .get(ROUNDS / 2);
        }
    }

    /** Prints a line for each size, and the figures of a whole export. */
    public static void main(String[] arguments) {
        var options = Options.of(arguments, List.of("cells", "seed"));
        run((int) options.number("cells", 50_000), options.number("seed", 20_260_101), System.out);
    }

    static void run(int cellsMax, long seed, PrintStream out) {
        out.printf("seed=%d; processor time of one thread, median of %d%n", seed, ROUNDS);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (var shape : Shape.values()) {
                var table = ProgrammeTables.of(shape, shape.sites(WARM_UP_CELLS), seed + round);
                floor(table);
                release(new Policy.Suppress(), table);
                release(new Policy.Round(5), table);
            }
        }
        for (var shape : Shape.values()) {
            SIZES.stream().filter(size -> size <= cellsMax).forEach(size -> line(shape, size, seed, out));
        }
        if (cellsMax >= TARGET_CELLS) {
            export(seed, out);
        }
    }

    private static void line(Shape shape, int size, long seed, PrintStream out) {
        var table = ProgrammeTables.of(shape, shape.sites(size), seed);
        long small = table.cells().stream()
                .filter(cell -> cell.sensitivity().covers(cell.value()))
                .count();
        var floor = Run.median(() -> floor(table));
        var suppress = Run.median(() -> release(new Policy.Suppress(), table));
        var round = Run.median(() -> release(new Policy.Round(5), table));
        out.printf(
                "%-5s %6d cells, %5d small: suppress %7.1f ms, %6.1f MiB, %5s left out; round %6.1f ms, %6.1f MiB, %4s left out;"
                        + " floor %6.2f ms, ratio %.0f%s%n",
                shape,
                table.cells().size(),
                small,
                suppress.millis(),
                suppress.mebibytes(),
                leftOut(suppress.result()),
                round.millis(),
                round.mebibytes(),
                leftOut(round.result()),
                floor.millis(),
                suppress.millis() / floor.millis(),
                size == TARGET_CELLS ? judged(suppress.millis(), TARGET_MILLIS, "ms") : "");
    }

    private static String judged(double measured, double target, String unit) {
        return String.format("; target below %.0f %s: %s", target, unit, measured < target ? "met" : "MISSED");
    }

    /** As many tables as there are indicators, one after the other. */
    private static void export(long seed, PrintStream out) {
        var tables = Stream.iterate(seed, next -> next + 1)
                .limit(EXPORT_TABLES)
                .map(next -> ProgrammeTables.of(Shape.USUAL, EXPORT_SITES, next))
                .toList();
        for (var policy : List.of(new Policy.Suppress(), new Policy.Round(5))) {
            var all = Run.of(() -> tables.stream()
                    .map(table -> release(policy, table))
                    .filter(Release.Safe.class::isInstance)
                    .count());
            out.printf(
                    "an export of %d indicators, %d sites, %s: %.2f s, %d safe%s%n",
                    EXPORT_TABLES,
                    EXPORT_SITES,
                    policy,
                    all.millis() / 1e3,
                    all.result(),
                    judged(all.millis() / 1e3, EXPORT_SECONDS, "s"));
        }
    }

    private static Release release(Policy policy, Table table) {
        return new Protection(policy, SECRET).of(table);
    }

    private static String leftOut(Release release) {
        return switch (release) {
            case Release.Safe safe -> Long.toString(leftOut(safe.told()));
            case Release.Unsafe unsafe -> "refused for " + unsafe.cells().size();
            case Release.TooLarge large -> "more than " + large.cellsMax();
        };
    }

    private static long leftOut(Map<String, Told> told) {
        return told.values().stream().filter(Told.LeftOut.class::isInstance).count();
    }

    private static Map<String, Boolean> floor(Table table) {
        var isLeftOut = new HashMap<String, Boolean>();
        var byName = new HashMap<String, Cell>();
        for (var cell : table.cells()) {
            byName.put(cell.name(), cell);
            isLeftOut.put(cell.name(), cell.sensitivity().covers(cell.value()));
        }
        for (var relation : table.namedRelations()) {
            var told = relation.parts().stream()
                    .filter(part -> !isLeftOut.getOrDefault(part, false))
                    .map(part -> Objects.requireNonNull(byName.get(part)))
                    .sorted(Comparator.comparingLong(Cell::value))
                    .toList();
            if (told.size() == relation.parts().size() - 1 && !told.isEmpty()) {
                isLeftOut.put(told.getFirst().name(), true);
            }
        }
        return isLeftOut;
    }
}
