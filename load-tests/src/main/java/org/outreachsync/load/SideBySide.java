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
import java.util.List;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.load.indicator.Options;

/**
 * Upgrades two servers over one MongoDB from an older build to this one, while tablets sync through a balancer that
 * knows nothing of it. The indexes come first, by the admin command. Then one server is replaced, goes back to the
 * older build beside what the new one left, and is replaced again. Both builds serve together for a while; at last, the
 * other server is replaced. {@code MONGODB_URI} names an empty database.
 *
 * <p>Arguments: the folder with the jars of the older build; syncs of each tablet in each state (2), tablets (3), seed.
 */
public final class SideBySide {

    private static final String SITE = "MIXED";
    private static final int SERVERS = 2;
    /** Between two syncs of a tablet, so that it does not record more than the server takes in while others start. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration SYNC_MAX = Duration.ofMinutes(2);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

    private final Path folder;
    private final ServerFleet fleet;
    private final Crew crew;
    private final int syncs;
    private int unclean;

    private SideBySide(Path folder, ServerFleet fleet, Crew crew, int syncs) {
        this.folder = folder;
        this.fleet = fleet;
        this.crew = crew;
        this.syncs = syncs;
    }

    /**
     * The result.
     *
     * @param records what became of the records
     * @param upgrade what the admin command printed
     * @param fresh how fast a server of the older build shows what one of this build acknowledged
     * @param exports how many exports the older build made, and then this build finds
     * @param syncs how many syncs completed
     * @param failed how many did not; the tablet tried again
     * @param longestMillis the longest time that a tablet had between two that completed
     * @param unclean how often a server did not end with 0
     * @param errors how many errors the servers logged
     * @param isRecounted whether a recount from the log finds every record and every figure right
     */
    record Outcome(
            KillLoop.Outcome records,
            String upgrade,
            FreshFigures.Outcome fresh,
            List<Integer> exports,
            long syncs,
            long failed,
            long longestMillis,
            int unclean,
            long errors,
            boolean isRecounted) {
        boolean isClean() {
            return records.isClean()
                    && records.quarantined() == 0
                    && exports.stream().distinct().count() == 1
                    && unclean == 0
                    && errors == 0
                    && isRecounted;
        }
    }

    /** Prints the outcome; exits with 1 if a record was lost, doubled or refused, or anything else went wrong. */
    public static void main(String[] arguments) throws Exception {
        var uri = System.getenv("MONGODB_URI");
        if (uri == null || uri.isEmpty() || arguments.length == 0) {
            System.err.println("Set MONGODB_URI to a replica set with an empty database, and name an older build.");
            System.exit(2);
            return;
        }
        var older = Build.in(Path.of(arguments[0]));
        int syncs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        int tablets = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : System.nanoTime();
        var folder = Files.createTempDirectory("side-by-side");
        System.out.printf("%d syncs, %d tablets, seed %d, folder %s%n", syncs, tablets, seed, folder);
        var outcome = run(folder, older, syncs, tablets, seed, uri);
        System.out.print(outcome.upgrade());
        System.out.printf(
                "%d syncs, %d failed and were tried again, longest wait of a tablet %.1f s; %d ends of servers other than with 0, %d errors logged; %s; exports of the older build and of this one: %s; a recount finds everything right: %s%n",
                outcome.syncs(),
                outcome.failed(),
                outcome.longestMillis() / 1_000.0,
                outcome.unclean(),
                outcome.errors(),
                outcome.fresh(),
                outcome.exports(),
                outcome.isRecounted());
        KillLoop.print(outcome.records());
        if (!outcome.isClean()) {
            System.out.println("kept for inspection: " + folder);
            System.exit(1);
        }
        Options.delete(folder);
    }

    /** Upgrades the servers. */
    static Outcome run(Path folder, Build older, int syncs, int tablets, long seed, String mongoUri) throws Exception {
        // A month that is over, so that it can be exported.
        var day = YearMonth.now(ZoneOffset.UTC).minusMonths(1).atEndOfMonth();
        try (var fleet = ServerFleet.start(folder, SERVERS, mongoUri, older);
                var balancer = TcpBalancer.before(fleet.addresses())) {
            var admin = fleet.setUp();
            admin.addSite(SITE);
            var crew = new Crew(PAUSE);
            crew.enrol(admin, folder, () -> new HttpTransport(balancer.address()), SITE, tablets, day, seed);
            return new SideBySide(folder, fleet, crew, syncs).upgrade(admin, older, day, seed);
        }
    }

    private Outcome upgrade(AdminClient admin, Build older, LocalDate day, long seed) throws Exception {
        var first = fleet.servers().getFirst();
        whileTheyWork(() -> {});
        crew.finish();
        var admins = fleet.addresses().stream().map(admin::at).toList();
        var exports = new ArrayList<Integer>();
        exports.add(OneExport.make(admins, SITE, MONTH.format(day)));
        var said = new StringBuilder();
        whileTheyWork(() -> {
            said.append(succeed("upgrade"));
            replace(first, Build.THIS);
            awaitSyncs();
            replace(first, older);
            awaitSyncs();
            replace(first, Build.THIS);
        });
        var fresh = FreshFigures.measure(folder, fleet, admin, SITE, day, crew.workers(), seed);
        exports.add(OneExport.count(admins.getFirst()));
        whileTheyWork(() -> replace(fleet.servers().getLast(), Build.THIS));
        var pace = crew.fared();
        crew.finish();
        exports.add(OneExport.count(admins.getLast()));
        boolean isRecounted = ended("recount", "check").isGood();
        long errors = 0;
        for (var server : fleet.servers()) {
            errors += server.errors();
        }
        return new Outcome(
                KillLoop.compare(0, seed, crew.workers(), admins, day + ".." + day),
                said.toString(),
                fresh,
                exports,
                pace.complete(),
                pace.failed(),
                pace.longestMillis(),
                unclean,
                errors,
                isRecounted);
    }

    /** Takes a step under load; each tablet syncs before and after it. */
    private void whileTheyWork(Crew.Step step) throws IOException, InterruptedException {
        crew.whileTheyWork(() -> {
            awaitSyncs();
            step.take();
            awaitSyncs();
        });
    }

    private void awaitSyncs() throws InterruptedException {
        for (int sync = 0; sync < syncs; sync++) {
            crew.awaitSyncs(SYNC_MAX);
        }
    }

    private void replace(ServerProcess server, Build build) throws IOException, InterruptedException {
        if (server.stop() != 0) {
            unclean++;
        }
        server.restart(build);
    }

    /**
     * How an admin command ended.
     *
     * @param isGood whether with 0
     * @param said what it printed
     */
    private record Ended(boolean isGood, String said) {}

    private String succeed(String... command) throws IOException, InterruptedException {
        var ended = ended(command);
        if (!ended.isGood()) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + ended.said());
        }
        return ended.said();
    }

    /** Runs a command of this build. */
    private Ended ended(String... command) throws IOException, InterruptedException {
        var output = folder.resolve(command[0] + ".log");
        int code = fleet.servers().getFirst().admin(Build.THIS, output, command).waitFor();
        return new Ended(code == 0, Files.readString(output));
    }
}
