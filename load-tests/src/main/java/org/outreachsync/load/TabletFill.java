package org.outreachsync.load;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.outreachsync.load.indicator.Options;

/**
 * The first sync of a tablet whose site already has many records: enrols, receives them all, and leaves the file for
 * {@link TabletBench}.
 *
 * <p>Options: {@code --folder --records --seed}.
 */
public final class TabletFill {

    private TabletFill() {}

    /** Prints the time and memory that it took. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments, TabletBench.OPTIONS);
        var folder = Path.of(Objects.requireNonNull(options.text("folder"), "--folder"));
        if (Files.exists(folder)) {
            Options.delete(folder);
        }
        Files.createDirectories(folder);
        fill(folder, TabletBench.records(options), TabletBench.seed(options), System.out);
    }

    static void fill(Path folder, int records, long seed, PrintStream out) throws Exception {
        long begun = System.nanoTime();
        try (var tablet = LargeTablet.open(folder, records, seed)) {
            tablet.enrol();
            tablet.sync();
            out.printf(
                    "first sync, %d records: %.1f s; heap, live %.0f MiB, peak with garbage %.0f of %.0f MiB%n",
                    records,
                    (System.nanoTime() - begun) / 1e9,
                    LargeTablet.liveHeap(),
                    LargeTablet.peakHeap(),
                    LargeTablet.heapLimit());
        }
    }
}
