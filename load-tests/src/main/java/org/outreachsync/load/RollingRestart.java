package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.load.indicator.Options;

/**
 * Restarts two servers over one MongoDB, one after the other, as an upgrade does, while tablets sync through a balancer
 * that knows nothing of it. {@code MONGODB_URI} names an empty database.
 *
 * <p>Arguments: rounds (3), tablets (4), seed.
 */
public final class RollingRestart {

    private static final String SITE = "ROLLING";
    private static final int SERVERS = 2;
    private static final Duration SYNC_MAX = Duration.ofMinutes(2);

    private RollingRestart() {}

    /**
     * The result.
     *
     * @param records what became of the records
     * @param restarts how many times a server was restarted
     * @param syncs how many syncs completed
     * @param failed how many did not; the tablet tried again
     * @param longestMillis the longest time that a tablet had between two that completed
     * @param unclean how often a server did not end with 0
     */
    record Outcome(KillLoop.Outcome records, int restarts, long syncs, long failed, long longestMillis, int unclean) {
        boolean isClean() {
            return records.isClean() && records.quarantined() == 0 && unclean == 0;
        }
    }

    /** Prints the outcome; exits with 1 if a record was lost, doubled or refused. */
    public static void main(String[] arguments) throws Exception {
        var uri = System.getenv("MONGODB_URI");
        if (uri == null || uri.isEmpty()) {
            System.err.println("Set MONGODB_URI to a replica set with an empty database.");
            System.exit(2);
            return;
        }
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int tablets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        var folder = Files.createTempDirectory("rolling-restart");
        System.out.printf("%d rounds, %d tablets, seed %d, folder %s%n", rounds, tablets, seed, folder);
        var outcome = run(folder, rounds, tablets, seed, uri);
        System.out.printf(
                "%d restarts: %d syncs, %d failed and were tried again, longest wait of a tablet %.1f s, %d ends of servers other than with 0%n",
                outcome.restarts(),
                outcome.syncs(),
                outcome.failed(),
                outcome.longestMillis() / 1_000.0,
                outcome.unclean());
        KillLoop.print(outcome.records());
        if (!outcome.isClean()) {
            System.exit(1);
        }
        Options.delete(folder);
    }

    /** Restarts both servers in each round. */
    static Outcome run(Path folder, int rounds, int tablets, long seed, String mongoUri) throws Exception {
        var today = LocalDate.now(ZoneOffset.UTC);
        try (var fleet = ServerFleet.start(folder, SERVERS, mongoUri);
                var balancer = TcpBalancer.before(fleet.addresses())) {
            var admin = fleet.setUp();
            admin.addSite(SITE);
            var crew = new Crew(Duration.ZERO);
            crew.enrol(admin, folder, () -> new HttpTransport(balancer.address()), SITE, tablets, today, seed);
            int unclean = crew.whileTheyWork(() -> restart(fleet, crew, rounds));
            var pace = crew.fared();
            crew.finish();
            var admins = fleet.addresses().stream().map(admin::at).toList();
            return new Outcome(
                    KillLoop.compare(0, seed, crew.workers(), admins, today + ".." + today),
                    rounds * SERVERS,
                    pace.complete(),
                    pace.failed(),
                    pace.longestMillis(),
                    unclean);
        }
    }

    private static int restart(ServerFleet fleet, Crew crew, int rounds) throws IOException, InterruptedException {
        int wrong = 0;
        crew.awaitSyncs(SYNC_MAX);
        for (int round = 0; round < rounds; round++) {
            for (var server : fleet.servers()) {
                if (server.stop() != 0) {
                    wrong++;
                }
                server.restart();
                crew.awaitSyncs(SYNC_MAX);
            }
        }
        return wrong;
    }
}
