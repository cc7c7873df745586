package org.outreachsync.load;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.outreachsync.load.indicator.Options;

/**
 * Measures the cost of a durable answer: many tablets push batches at once through the whole service into the embedded
 * store. The floor, which no durable server can beat, is to append the same bytes to a file and force it to disk, one
 * batch at a time. Both run in turn in the same process, so that their ratio is meaningful on a noisy machine.
 *
 * <p>Arguments: rounds (3), tablets (16), sites (8), batches per tablet and round (40), records per batch (50).
 */
public final class DurableAckBench {

    private DurableAckBench() {}

    private record Figures(double acksPerSecond, double recordsPerSecond, double p50Ms, double p99Ms) {}

    /** Prints a line per round, the medians with their ratio, and what the store takes on the disk. */
    public static void main(String[] arguments) throws Exception {
        int rounds = argument(arguments, 0, 3);
        int tablets = argument(arguments, 1, 16);
        int sites = argument(arguments, 2, 8);
        int batches = argument(arguments, 3, 40);
        int records = argument(arguments, 4, 50);
        System.out.printf(
                "%d tablets on %d sites, %d batches each a round, %d records a batch, store sqlite%n",
                tablets, sites, batches, records);
        var folder = Files.createTempDirectory("durable-ack");
        try (var bench = new EmbeddedServer(folder.resolve("outreach.db"))) {
            var crowd = TabletCrowd.of(tablets, sites, records);
            round(bench, crowd, batches);
            var floors = new ArrayList<Figures>();
            var syncs = new ArrayList<Figures>();
            for (int round = 1; round <= rounds; round++) {
                var floor =
                        new FsyncFloor(folder.resolve("floor")).measure(tablets * batches, crowd.batchBytes(), records);
                floors.add(new Figures(floor.acksPerSecond(), floor.recordsPerSecond(), floor.p50Ms(), floor.p99Ms()));
                syncs.add(round(bench, crowd, batches));
                print("floor", floors.getLast());
                print("sync ", syncs.getLast());
            }
            var floor = median(floors);
            var sync = median(syncs);
            System.out.printf(
                    "median: floor %.0f acks/s, sync %.0f acks/s, ratio %.2f; %.0f records/s applied; p50 %.1f ms, p99 %.1f ms%n",
                    floor.acksPerSecond(),
                    sync.acksPerSecond(),
                    sync.acksPerSecond() / floor.acksPerSecond(),
                    sync.recordsPerSecond(),
                    sync.p50Ms(),
                    sync.p99Ms());
            long stored = (rounds + 1L) * tablets * batches * records;
            long bytes = Files.size(folder.resolve("outreach.db"));
            System.out.printf(
                    "store: %d records, %.1f MiB, %d bytes a record%n", stored, bytes / 1_048_576.0, bytes / stored);
        } finally {
            Options.delete(folder);
        }
    }

    private static int argument(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private static Figures round(EmbeddedServer server, TabletCrowd crowd, int batches)
            throws InterruptedException, ExecutionException {
        var latencies = new ArrayList<Long>();
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = crowd.tablets().stream()
                    .map(tablet -> threads.submit(() -> tablet.push(server, batches)))
                    .toList();
            for (var tablet : running) {
                latencies.addAll(tablet.get());
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return figures(latencies, seconds, crowd.recordsPerBatch());
    }

    private static Figures figures(List<Long> nanos, double seconds, int records) {
        nanos.sort(Comparator.naturalOrder());
        double acks = nanos.size() / seconds;
        return new Figures(
                acks, acks * records, nanos.get(nanos.size() / 2) / 1e6, nanos.get(nanos.size() * 99 / 100) / 1e6);
    }

    private static Figures median(List<Figures> figures) {
        return figures.stream()
                .sorted(Comparator.comparingDouble(Figures::acksPerSecond))
                .toList()
                .get(figures.size() / 2);
    }

    private static void print(String name, Figures figures) {
        System.out.printf(
                "%s %8.0f acks/s %9.0f records/s   p50 %6.1f ms   p99 %6.1f ms%n",
                name, figures.acksPerSecond(), figures.recordsPerSecond(), figures.p50Ms(), figures.p99Ms());
    }
}
