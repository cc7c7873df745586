package org.outreachsync.load.write;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.load.indicator.Latencies;

/** The end of a shift: many tablets sync once, each at a random moment, with a connection of its own. */
final class Herd {

    private static final int RECORDS = 50;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int TRIES_MAX = 10;
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);
    private static final double P99_SECONDS_AIM = 5;

    private final URI server;
    private final Duration within;
    private final long seed;

    /**
     * A herd that comes within this time.
     *
     * @param seed of the moments
     */
    Herd(URI server, Duration within, long seed) {
        this.server = server;
        this.within = within;
        this.seed = seed;
    }

    /** How the sync of one tablet went, from its first try until it had pulled everything. */
    private record Fate(long nanos, int refusals) {}

    /** Lets these come, with one batch each. */
    Line measure(List<BenchTablet> tablets) throws InterruptedException {
        var random = new SplittableRandom(seed);
        var uploads = tablets.stream().map(tablet -> tablet.prepare(RECORDS)).toList();
        var fates = new ArrayList<Fate>();
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = uploads.stream()
                    .map(upload -> {
                        long at = begun + random.nextLong(within.toNanos());
                        return threads.submit(() -> come(upload, at));
                    })
                    .toList();
            for (var one : running) {
                fates.add(one.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return line(fates);
    }

    private Fate come(Upload upload, long at) throws IOException {
        LockSupport.parkNanos(at - System.nanoTime());
        var connection = new Connection(server, at);
        long begun = System.nanoTime();
        for (int refusals = 0; refusals < TRIES_MAX; refusals++) {
            try {
                boolean more = connection.send(upload).response().getMore();
                while (more) {
                    more = connection.send(upload.tablet().pull()).response().getMore();
                }
                return new Fate(System.nanoTime() - begun, refusals);
            } catch (RefusedUploadException busy) {
                if (busy.status() < TOO_MANY_REQUESTS) {
                    throw busy;
                }
                LockSupport.parkNanos(BEFORE_ANOTHER_TRY.toNanos());
            }
        }
        throw new IllegalStateException("a tablet was refused " + TRIES_MAX + " times");
    }

    private Line line(List<Fate> fates) {
        double p99 = Latencies.of(fates.stream().map(Fate::nanos).toList()).percentile(99) / 1_000;
        long once = fates.stream().filter(fate -> fate.refusals() == 1).count();
        long twice = fates.stream().filter(fate -> fate.refusals() > 1).count();
        var verdict = twice > 0 ? "MISSED" : p99 < P99_SECONDS_AIM ? "reached, aim too" : "reached";
        return new Line(
                "herd: %,d tablets with %d records within %d s".formatted(fates.size(), RECORDS, within.toSeconds()),
                "all in, p99 %s s; refused once %d, more often %d".formatted(Spread.number(p99), once, twice),
                "",
                "none refused twice",
                "p99 < 5 s",
                verdict);
    }
}
