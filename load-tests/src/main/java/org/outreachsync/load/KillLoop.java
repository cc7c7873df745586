package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.keys.Keyring;
import org.outreachsync.load.indicator.Options;

/**
 * Kills the real server in the middle of uploads, again and again, and compares what the tablets recorded with what the
 * server has. The tablets are real ones with files. The server is a separate process over its embedded store, or over
 * MongoDB if {@code MONGODB_URI} names an empty database.
 *
 * <p>Arguments: cycles (50), tablets (6), seed.
 */
public final class KillLoop {

    private static final String SITE = "KILL-LOOP";

    private KillLoop() {}

    /**
     * The result.
     *
     * @param recorded records that the workers made
     * @param held records that every tablet holds at the end
     * @param lost records that were made but are not counted by the server
     * @param doubled records that the server counts but nobody made
     * @param quarantined records that the server kept for a supervisor, counted among the lost ones
     * @param differing indicators that differ from the workers' own count
     * @param apart tablets whose records differ from those of the first
     */
    record Outcome(
            int cycles,
            int tablets,
            long seed,
            long recorded,
            long held,
            long lost,
            long doubled,
            long quarantined,
            List<String> differing,
            int apart) {
        boolean isClean() {
            return lost == 0 && doubled == 0 && differing.isEmpty() && apart == 0 && held == recorded;
        }
    }

    /** Prints the outcome; exits with 1 if anything was lost or doubled. */
    public static void main(String[] arguments) throws Exception {
        int cycles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        int tablets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        var folder = Files.createTempDirectory("kill-loop");
        finish(run(folder, cycles, tablets, seed, System.getenv("MONGODB_URI"), Blow.SERVER_KILLED), folder);
    }

    /** Prints an outcome. Exits with 1 if anything was lost or doubled; otherwise removes the folder. */
    static void finish(Outcome outcome, Path folder) throws IOException {
        print(outcome);
        if (!outcome.isClean()) {
            System.out.println("kept for inspection: " + folder);
            System.exit(1);
        }
        Options.delete(folder);
    }

    static void print(Outcome outcome) {
        System.out.printf(
                "%d kills, %d tablets, seed %d: %d records recorded, %d held by every tablet, %d lost, %d doubled, %d quarantined, indicators differing %s, tablets apart %d%n",
                outcome.cycles(),
                outcome.tablets(),
                outcome.seed(),
                outcome.recorded(),
                outcome.held(),
                outcome.lost(),
                outcome.doubled(),
                outcome.quarantined(),
                outcome.differing(),
                outcome.apart());
    }

    /**
     * Runs the loop.
     *
     * @param mongoUri an empty database, or null for the embedded store
     * @param blow the fault in each cycle
     */
    static Outcome run(Path folder, int cycles, int tablets, long seed, @Nullable String mongoUri, Blow blow)
            throws Exception {
        var environment = environment(folder, mongoUri);
        var today = LocalDate.now(ZoneId.of("UTC"));
        var server = ServerProcess.start(folder, environment);
        try {
            var admin = new AdminClient(server.address(), server.setupCode());
            admin.addSite(SITE);
            var crew = new Crew(Duration.ZERO);
            crew.enrol(admin, folder, () -> new HttpTransport(server.address()), SITE, tablets, today, seed);
            var random = new SplittableRandom(seed);
            crew.whileTheyWork(() -> {
                for (int cycle = 0; cycle < cycles; cycle++) {
                    LockSupport.parkNanos(blow.calm(random).toNanos());
                    blow.strike().on(server);
                }
            });
            crew.finish();
            return compare(cycles, seed, crew.workers(), List.of(admin), today.toString() + ".." + today);
        } finally {
            server.kill();
        }
    }

    static Map<String, String> environment(Path folder, @Nullable String mongoUri) {
        if (mongoUri == null) {
            return Map.of("OUTREACH_TIME_ZONE", "UTC");
        }
        // With MongoDB, the server never creates keysets by itself.
        var keys = folder.resolve("keys");
        Keyring.open(keys, true);
        return Map.of("OUTREACH_TIME_ZONE", "UTC", "MONGODB_URI", mongoUri, "OUTREACH_KEYS", keys.toString());
    }

    /**
     * Compares what the tablets recorded with what the servers have, and closes them.
     *
     * @param admins one at each server
     * @param period of all that they recorded, such as {@code 2026-11-28..2026-11-28}; may also name the site
     */
    static Outcome compare(int cycles, long seed, List<ShiftWorker> workers, List<AdminClient> admins, String period)
            throws IOException, InterruptedException {
        long contacts = workers.stream().mapToLong(ShiftWorker::contacts).sum();
        long exchanges = workers.stream().mapToLong(ShiftWorker::exchanges).sum();
        long syringes = workers.stream().mapToLong(ShiftWorker::syringes).sum();
        var people = new HashSet<Integer>();
        workers.forEach(worker -> people.addAll(worker.people()));
        var differing = new ArrayList<String>();
        for (var admin : admins) {
            differ("CONTACTS", contacts, admin, period, differing);
            differ("SYRINGES_DISTRIBUTED", syringes, admin, period, differing);
            differ("PERSONS_REACHED", people.size(), admin, period, differing);
        }
        long recorded = contacts + exchanges;
        long held = workers.getFirst().held();
        long hash = workers.getFirst().stateHash();
        int apart = (int) workers.stream()
                .filter(worker -> worker.held() != held || worker.stateHash() != hash || worker.unsent() > 0)
                .count();
        long quarantined = workers.stream().mapToLong(ShiftWorker::quarantined).sum();
        workers.forEach(ShiftWorker::close);
        return new Outcome(
                cycles,
                workers.size(),
                seed,
                recorded,
                held,
                Math.max(0, recorded - held),
                Math.max(0, held - recorded),
                quarantined,
                differing,
                apart);
    }

    /**
     * Cells are updated within a second after an acknowledgement; a figure that differs after five seconds is wrong.
     */
    private static void differ(String code, long expected, AdminClient admin, String period, List<String> differing)
            throws IOException, InterruptedException {
        long value = -1;
        for (int attempt = 0; attempt < 50 && value != expected; attempt++) {
            value = admin.indicator(code, period).getLong("value");
            if (value != expected) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        if (value != expected) {
            differing.add(code + " " + value + " instead of " + expected);
        }
    }
}
