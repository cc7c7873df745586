package org.outreachsync.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.load.indicator.Options;

/**
 * Tablets that work against servers that somebody else runs and disturbs, such as pods of a cluster, until they are
 * told to finish. Then compares what the tablets recorded with what the servers have.
 *
 * <p>Prints {@code working} when all tablets have enrolled. Of the lines that it reads, {@code fared} waits until each
 * tablet has synced again and prints how they fared since the last one, and {@code finish}, or the end of the input,
 * ends the shift and prints the outcome.
 *
 * <p>Arguments: address, tablets, seed. The variable ADMIN_TOKEN holds an admin's token.
 */
public final class ClusterLoad {

    private static final String SITE = "CLUSTER";
    private static final Duration RECOVERY_MAX = Duration.ofMinutes(5);

    private ClusterLoad() {}

    /** Exits with 1 if a record was lost, doubled or refused. */
    public static void main(String[] arguments) throws Exception {
        var server = URI.create(arguments[0]);
        int tablets = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        var token = System.getenv("ADMIN_TOKEN");
        if (token == null) {
            System.err.println("ADMIN_TOKEN must hold the token of an admin.");
            System.exit(2);
            return;
        }
        var admin = AdminClient.with(token, server);
        admin.addSite(SITE);
        var folder = Files.createTempDirectory("cluster-load");
        var outcome = run(folder, server, admin, tablets, seed);
        System.out.printf(
                "%d records of %d tablets (seed %d), %d held by every tablet, %d lost, %d doubled, indicators differing %s, tablets apart %d%n",
                outcome.recorded(),
                outcome.tablets(),
                seed,
                outcome.held(),
                outcome.lost(),
                outcome.doubled(),
                outcome.differing(),
                outcome.apart());
        Options.delete(folder);
        System.exit(outcome.isClean() ? 0 : 1);
    }

    private static KillLoop.Outcome run(Path folder, URI server, AdminClient admin, int tablets, long seed)
            throws Exception {
        var today = LocalDate.now(ZoneId.of("UTC"));
        var workers = new ArrayList<ShiftWorker>();
        for (int no = 1; no <= tablets; no++) {
            var worker = new ShiftWorker(folder, new HttpTransport(server), SITE, no, today, seed);
            worker.enrol(admin.enrolmentCode(SITE));
            workers.add(worker);
        }
        workUntilTold(workers);
        // Twice, since the first to finish has not received the records of the last.
        workers.forEach(ShiftWorker::finish);
        workers.forEach(ShiftWorker::finish);
        return KillLoop.compare(0, seed, workers, List.of(admin), today + ".." + today);
    }

    private static void workUntilTold(List<ShiftWorker> workers) throws IOException, InterruptedException {
        var open = new AtomicBoolean(true);
        var threads = workers.stream()
                .map(worker -> Thread.ofPlatform().name("worker").start(() -> worker.work(open::get)))
                .toList();
        System.out.println("working");
        try (var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = told.readLine(); line != null && !line.equals("finish"); line = told.readLine()) {
                System.out.println(fared(workers));
            }
        } finally {
            open.set(false);
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    /** Waits until each tablet has synced again, and tells how they fared until then. */
    private static String fared(List<ShiftWorker> workers) throws InterruptedException {
        for (var worker : workers) {
            if (!worker.pace().awaitNext(RECOVERY_MAX)) {
                throw new IllegalStateException("a tablet could not sync for " + RECOVERY_MAX);
            }
        }
        var paces = workers.stream().map(worker -> worker.pace().since()).toList();
        return "%d syncs, %d failed and were tried again, longest wait of a tablet %.1f s"
                .formatted(
                        paces.stream().mapToLong(Pace.Span::complete).sum(),
                        paces.stream().mapToLong(Pace.Span::failed).sum(),
                        paces.stream().mapToLong(Pace.Span::longestMillis).max().orElse(0) / 1_000.0);
    }
}
