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
import java.util.List;
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
        var crew = new Crew(Duration.ZERO);
        crew.enrol(admin, folder, () -> new HttpTransport(server), SITE, tablets, today, seed);
        crew.whileTheyWork(() -> tellUntilTold(crew));
        crew.finish();
        return KillLoop.compare(0, seed, crew.workers(), List.of(admin), today + ".." + today);
    }

    private static void tellUntilTold(Crew crew) throws IOException, InterruptedException {
        System.out.println("working");
        try (var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = told.readLine(); line != null && !line.equals("finish"); line = told.readLine()) {
                System.out.println(fared(crew));
            }
        }
    }

    /** Waits until each tablet has synced again, and tells how they fared until then. */
    private static String fared(Crew crew) throws InterruptedException {
        crew.awaitSyncs(RECOVERY_MAX);
        var pace = crew.fared();
        return "%d syncs, %d failed and were tried again, longest wait of a tablet %.1f s"
                .formatted(pace.complete(), pace.failed(), pace.longestMillis() / 1_000.0);
    }
}
