package org.outreachsync.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.outreachsync.load.indicator.Latencies;
import org.outreachsync.load.indicator.Options;

/**
 * Measures a tablet that has the records of a large site and the heap of a small device. Opens the file that
 * {@link TabletFill} wrote in another process, so that opening is as cold as after a start of the app. Each time is
 * printed beside its floor and its target; the times are those of this machine.
 *
 * <p>Options: {@code --folder --records --seed}, the same as for {@link TabletFill}.
 */
public final class TabletBench {

    static final List<String> OPTIONS = List.of("folder", "records", "seed");

    private static final int SYNCS = 20;
    private static final int CAPTURES = 500;
    private static final double OPEN_SECONDS_MAX = 10;
    private static final double CAPTURE_MILLIS_MAX = 100;
    private static final double HEAP_MIB_MAX = 128;

    private TabletBench() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments, OPTIONS);
        var folder = Path.of(Objects.requireNonNull(options.text("folder"), "--folder"));
        run(folder, records(options), seed(options), System.out);
    }

    static int records(Options options) {
        return (int) options.number("records", 50_000);
    }

    static long seed(Options options) {
        return options.number("seed", 20_260_101);
    }

    static void run(Path folder, int records, long seed, PrintStream out) throws IOException {
        var file = LargeTablet.journal(folder);
        long bytes = Files.size(file);
        out.printf(
                "%d records, seed %d; journal %.1f MiB, %d bytes a record%n",
                records, seed, bytes / 1024.0 / 1024, bytes / records);
        double read = seconds(() -> read(file));
        long begun = System.nanoTime();
        try (var tablet = LargeTablet.open(folder, records, seed)) {
            double open = (System.nanoTime() - begun) / 1e9;
            out.printf("open        %8.2f s    floor, reading the file once: %.3f s%n", open, read);
            judge(out, "open", open, OPEN_SECONDS_MAX, "s");
            double live = LargeTablet.liveHeap();
            out.printf("heap, live  %8.0f MiB  %.0f bytes a record%n", live, live * 1024 * 1024 / records);
            out.println("sync        " + times(SYNCS, tablet::sync) + "   nothing to bring");
            long before = tablet.journalBytes();
            var captures = times(CAPTURES, tablet::capture);
            int each = (int) ((tablet.journalBytes() - before) / CAPTURES);
            var floor = new FsyncFloor(folder.resolve("floor")).measure(CAPTURES, each, 1);
            out.println("capture     " + captures);
            out.printf(
                    "            floor, %d bytes appended and forced: p50 %.2f   p99 %.2f ms%n",
                    each, floor.p50Ms(), floor.p99Ms());
            judge(out, "capture p99", captures.percentile(99), CAPTURE_MILLIS_MAX, "ms");
            out.printf("list of all %8.2f s%n", seconds(tablet::list));
            double compaction = seconds(tablet::compact);
            var write = new FsyncFloor(folder.resolve("floor")).measure(1, (int) tablet.journalBytes(), 1);
            out.printf(
                    "compaction  %8.2f s    floor, writing the file once: %.3f s%n", compaction, write.p99Ms() / 1_000);
            out.printf(
                    "heap at the end, live %.0f MiB, peak with garbage %.0f of %.0f MiB%n",
                    LargeTablet.liveHeap(), LargeTablet.peakHeap(), LargeTablet.heapLimit());
            judge(out, "peak heap", LargeTablet.peakHeap(), HEAP_MIB_MAX, "MiB");
        }
    }

    private static void judge(PrintStream out, String name, double measured, double target, String unit) {
        boolean isMet = measured < target;
        out.printf(
                "            target below %.0f %s: %s%n",
                target, unit, isMet ? "met" : "MISSED, " + name + " is %.1f %s".formatted(measured, unit));
    }

    private static Latencies times(int count, Runnable act) {
        var nanos = new ArrayList<Long>();
        for (int at = 0; at < count; at++) {
            long begun = System.nanoTime();
            act.run();
            nanos.add(System.nanoTime() - begun);
        }
        return Latencies.of(nanos);
    }

    private static double seconds(Act act) throws IOException {
        long begun = System.nanoTime();
        act.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private interface Act {
        void run() throws IOException;
    }
}
