package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.load.indicator.Options;

/**
 * Several servers over one MongoDB, and tablets that send each request to a random one. A random server is killed and
 * started again, over and over. Then every server has to show what the tablets recorded, know at once what another one
 * was told, and make one export together. {@code MONGODB_URI} names an empty database.
 *
 * <p>Arguments: kills (200), tablets (4), servers (3), seed.
 */
public final class FleetKillLoop {

    private static final String SITE = "FLEET";
    private static final String QUIET_SITE = "QUIET";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
    /**
     * Between two syncs of a tablet. Without it, the tablets would fill the day with records for as long as it takes.
     */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private FleetKillLoop() {}

    /**
     * The result.
     *
     * @param records what became of the records
     * @param servers how many servers there were
     * @param fresh how fast a server shows what another one acknowledged for a site with few records
     * @param busy the same for the site of the kills, whose records are all of one day: each change counts them all
     * @param accessEndedMillis the longest time for which a server accepted somebody whose access another one had ended
     * @param exports how many exports the servers made when all of them were told to make the same one
     * @param took the time from the first kill to the last restart
     * @param longestMillis the longest time that a tablet had between two syncs that completed meanwhile
     */
    record Outcome(
            KillLoop.Outcome records,
            int servers,
            FreshFigures.Outcome fresh,
            FreshFigures.Outcome busy,
            long accessEndedMillis,
            int exports,
            Duration took,
            long longestMillis) {

        /** The time within which access ends everywhere. */
        private static final long ACCESS_MILLIS_MAX = 2_000;

        boolean isClean() {
            return records.isClean() && accessEndedMillis <= ACCESS_MILLIS_MAX && exports == 1;
        }
    }

    /** Prints the outcome; exits with 1 if it is not as it should be. */
    public static void main(String[] arguments) throws Exception {
        var uri = System.getenv("MONGODB_URI");
        if (uri == null || uri.isEmpty()) {
            System.err.println("Set MONGODB_URI to a replica set with an empty database.");
            System.exit(2);
            return;
        }
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int tablets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        int servers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : System.nanoTime();
        var folder = Files.createTempDirectory("fleet-kill-loop");
        System.out.printf(
                "%d kills, %d tablets, %d servers, seed %d, folder %s%n", kills, tablets, servers, seed, folder);
        var outcome = run(folder, kills, tablets, servers, seed, uri);
        System.out.printf(
                "%d servers, %d kills in %d s, longest wait of a tablet %.1f s; access ended everywhere within %d ms; %s; with all the records on one day: %s; %d export%n",
                outcome.servers(),
                kills,
                outcome.took().toSeconds(),
                outcome.longestMillis() / 1_000.0,
                outcome.accessEndedMillis(),
                outcome.fresh(),
                outcome.busy(),
                outcome.exports());
        KillLoop.print(outcome.records());
        if (!outcome.isClean()) {
            System.exit(1);
        }
        Options.delete(folder);
    }

    /** Runs the loop. */
    static Outcome run(Path folder, int kills, int tablets, int servers, long seed, String mongoUri) throws Exception {
        // A month that is over, so that it can be exported.
        var day = YearMonth.now(ZoneOffset.UTC).minusMonths(1).atEndOfMonth();
        var random = new SplittableRandom(seed);
        try (var fleet = ServerFleet.start(folder, servers, mongoUri)) {
            var admin = fleet.setUp();
            admin.addSite(SITE);
            var crew = new Crew(PAUSE);
            crew.enrol(admin, folder, () -> new AnyServer(fleet.addresses(), random.split()), SITE, tablets, day, seed);
            var took = crew.whileTheyWork(() -> kill(fleet, kills, random));
            long longest = crew.fared().longestMillis();
            var busy = FreshFigures.measure(folder, fleet, admin, SITE, day, crew.workers(), seed);
            var fresh = atQuietSite(folder, fleet, admin, day, seed);
            crew.finish();
            long accessEnded = EndedAccess.measure(folder, fleet, admin, SITE, seed);
            var admins = fleet.addresses().stream().map(admin::at).toList();
            var records = KillLoop.compare(kills, seed, crew.workers(), admins, day + ".." + day + "&sites=" + SITE);
            int exports = OneExport.make(admins, SITE, MONTH.format(day));
            return new Outcome(records, servers, fresh, busy, accessEnded, exports, took, longest);
        }
    }

    private static FreshFigures.Outcome atQuietSite(
            Path folder, ServerFleet fleet, AdminClient admin, LocalDate day, long seed) throws Exception {
        admin.addSite(QUIET_SITE);
        var workers = new ArrayList<ShiftWorker>();
        var fresh = FreshFigures.measure(
                Files.createDirectory(folder.resolve("quiet")), fleet, admin, QUIET_SITE, day, workers, seed);
        workers.forEach(ShiftWorker::close);
        return fresh;
    }

    private static Duration kill(ServerFleet fleet, int kills, SplittableRandom random)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (int kill = 1; kill <= kills; kill++) {
            LockSupport.parkNanos(Blow.SERVER_KILLED.calm(random).toNanos());
            var server = fleet.servers().get(random.nextInt(fleet.servers().size()));
            server.kill();
            server.restart();
            if (kill % 20 == 0) {
                System.out.printf("%d kills%n", kill);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
