package org.outreachsync.load.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.outreachsync.export.format.Formats;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.load.indicator.Options;

/**
 * Measures each format on a large table: bytes, time beside a plain CSV writer as the floor, and the heap that writing
 * needs beside the table. Run it with a small heap.
 *
 * <p>Options: {@code --indicators --sites --groups}, whose product is about the number of lines, and {@code --rounds},
 * of which the fastest counts.
 */
public final class FormatBench {

    private static final double MIB = 1 << 20;
    private static final int HEAP_MIB_MAX = 16;

    private FormatBench() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws IOException {
        var options = Options.of(arguments, List.of("indicators", "sites", "groups", "rounds"));
        run(
                (int) options.number("indicators", 45),
                (int) options.number("sites", 200),
                (int) options.number("groups", 12),
                (int) options.number("rounds", 3),
                System.out);
    }

    /** Writes to this stream. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static void run(int indicators, int sites, int groups, int rounds, PrintStream out) throws IOException {
        var table = LargeTable.of(indicators, sites, groups);
        var earlier = List.of(LargeTable.before(table));
        out.printf(
                "%d lines, heap of %.0f MiB, %.0f MiB of it for this table and an earlier one%n",
                table.lines().size(), Runtime.getRuntime().maxMemory() / MIB, MeteredStream.liveHeap());
        double floor = measure(out, "floor", 0, rounds, to -> plain(table, to));
        for (var format : Formats.ALL) {
            measure(out, format.code(), floor, rounds, to -> format.write(table, earlier, to));
        }
    }

    private static double measure(PrintStream out, String name, double floor, int rounds, Writing writing)
            throws IOException {
        double seconds = Double.MAX_VALUE;
        long bytes = 0;
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            try (var metered = new MeteredStream(Long.MAX_VALUE)) {
                writing.to(metered);
                bytes = metered.bytes();
            }
            seconds = Math.min(seconds, (System.nanoTime() - begun) / 1e9);
        }
        double before = MeteredStream.liveHeap();
        double heap;
        try (var metered = new MeteredStream(bytes / 8)) {
            writing.to(metered);
            heap = metered.highestHeap() - before;
        }
        out.printf(
                "%-6s %8.2f MiB  %6.2f s%s  heap while writing %.1f MiB: %s%n",
                name,
                bytes / MIB,
                seconds,
                floor == 0 ? "" : "  %.1f times the floor".formatted(seconds / floor),
                heap,
                heap < HEAP_MIB_MAX ? "ok" : "ABOVE " + HEAP_MIB_MAX);
        return seconds;
    }

    /** The fewest fields, without flags, names or escapes. */
    private static void plain(ExportTable table, OutputStream out) throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        for (var line : table.lines()) {
            text.write(line.definition().code() + "," + line.area().code() + ","
                    + line.period().text() + "," + line.groups() + "," + Line.number(line.numerator()) + "\r\n");
        }
        text.flush();
    }
}
