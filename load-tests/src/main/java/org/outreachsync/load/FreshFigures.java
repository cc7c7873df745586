package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.device.transport.HttpTransport;

/**
 * Measures how fast a server shows what another one acknowledged, also if the other one is killed right after it did.
 */
final class FreshFigures {

    private static final int ROUNDS = 6;
    private static final int WORKER = 90;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private FreshFigures() {}

    /**
     * The result.
     *
     * @param millisMax from the acknowledgement of a server until the figure of another one includes it, at most
     * @param killedMillisMax the same, if the first one was killed in between
     */
    record Outcome(long millisMax, long killedMillisMax) {

        @Override
        public String toString() {
            return "figures of another server after %d ms at most, %d ms if the first was killed"
                    .formatted(millisMax, killedMillisMax);
        }
    }

    /**
     * Measures, and adds the tablet with which it did to the workers.
     *
     * @param admin of all servers
     * @param workers all who ever recorded at the site
     */
    static Outcome measure(
            Path folder,
            ServerFleet fleet,
            AdminClient admin,
            String site,
            LocalDate day,
            List<ShiftWorker> workers,
            long seed)
            throws Exception {
        var first = fleet.servers().getFirst();
        var other = admin.at(fleet.servers().get(1).address());
        var worker = new ShiftWorker(folder, new HttpTransport(first.address()), site, WORKER, day, seed);
        worker.enrol(admin.enrolmentCode(site));
        worker.finish();
        workers.forEach(ShiftWorker::finish);
        workers.add(worker);
        long longest = 0;
        long longestKilled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var isFirst = new AtomicBoolean(true);
            worker.work(() -> isFirst.getAndSet(false));
            worker.finish();
            long acknowledged = System.nanoTime();
            boolean kills = round % 2 == 1;
            if (kills) {
                first.kill();
            }
            long expected = workers.stream().mapToLong(ShiftWorker::syringes).sum();
            await(other, expected, day + ".." + day + "&sites=" + site);
            long millis = Duration.ofNanos(System.nanoTime() - acknowledged).toMillis();
            if (kills) {
                first.restart();
                longestKilled = Math.max(longestKilled, millis);
            } else {
                longest = Math.max(longest, millis);
            }
        }
        return new Outcome(longest, longestKilled);
    }

    private static void await(AdminClient admin, long expected, String question)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long value = -1;
        while (value != expected) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("another server shows " + value + " syringes instead of " + expected);
            }
            value = admin.indicator("SYRINGES_DISTRIBUTED", question).getLong("value");
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
