package org.outreachsync.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.outreachsync.cli.Main;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.keys.Keyring;
import org.outreachsync.load.indicator.Options;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.sqlite.SqliteStore;
import org.outreachsync.wire.WireContract;

/**
 * Rehearses a disaster, with the real server as a process and the commands that an operator types: tablets sync, the
 * store is backed up, tablets sync on and somebody's access is ended, the disk is lost, the backup is restored, and the
 * tablets go on. Then what they recorded is compared with what the new server has.
 *
 * <p>Arguments: tablets (6), syncs of each tablet in each phase (10), seed.
 */
public final class RestoreDrill {

    private static final String SITE = "DRILL";
    private static final int UNAUTHORIZED = 401;

    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final Crew crew = new Crew(Duration.ZERO);
    private final List<ShiftWorker> workers = crew.workers();
    private final int syncs;

    private RestoreDrill(Path folder, int syncs) {
        this.folder = folder;
        this.syncs = syncs;
        settings.put("OUTREACH_TIME_ZONE", "UTC");
        settings.put("OUTREACH_KEYS", folder.resolve("keys").toString());
    }

    /**
     * The result.
     *
     * @param inBackup records that tablets had recorded before the backup
     * @param acknowledged records that the lost server had acknowledged
     * @param afterRestore records that the restored server had before any tablet synced
     * @param isKeptOut whether somebody whose access was ended after the backup is still kept out
     * @param outcome what came of it in the end
     */
    record Drilled(long inBackup, long acknowledged, long afterRestore, boolean isKeptOut, KillLoop.Outcome outcome) {
        boolean isClean() {
            return outcome.isClean() && outcome.quarantined() == 0 && isKeptOut && afterRestore == inBackup;
        }
    }

    /** Prints the outcome; exits with 1 if anything was lost or doubled, or somebody was let in. */
    public static void main(String[] arguments) throws Exception {
        int tablets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6;
        int syncs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        var folder = Files.createTempDirectory("restore-drill");
        var drilled = run(folder, tablets, syncs, seed);
        var outcome = drilled.outcome();
        System.out.printf(
                "%d tablets, seed %d. Records in the backup: %d. Acknowledged when the server was lost: %d. After the restore: %d.%n",
                outcome.tablets(), seed, drilled.inBackup(), drilled.acknowledged(), drilled.afterRestore());
        System.out.printf(
                "In the end %d recorded, %d held by every tablet: %d lost, %d doubled, %d quarantined, indicators differing %s, tablets apart %d. Ended access stays ended: %s.%n",
                outcome.recorded(),
                outcome.held(),
                outcome.lost(),
                outcome.doubled(),
                outcome.quarantined(),
                outcome.differing(),
                outcome.apart(),
                drilled.isKeptOut() ? "yes" : "NO");
        if (!drilled.isClean()) {
            System.out.println("kept for inspection: " + folder);
            System.exit(1);
        }
        Options.delete(folder);
    }

    /** Runs the drill in an empty folder. */
    static Drilled run(Path folder, int tablets, int syncs, long seed) throws Exception {
        return new RestoreDrill(folder, syncs).run(tablets, seed);
    }

    private Drilled run(int tablets, long seed) throws Exception {
        var today = LocalDate.now(ZoneId.of("UTC"));
        var period = today + ".." + today;
        var server = ServerProcess.start(folder, settings);
        try {
            var admin = new AdminClient(server.address(), server.setupCode());
            admin.addSite(SITE);
            crew.enrol(admin, folder, () -> new HttpTransport(server.address()), SITE, tablets, today, seed);
            var token = type("person", "add", "--role", "manager", "--sites", SITE, "--name", "Left")
                    .strip();
            shift();
            long inBackup = recorded();
            backUp();
            shift();
            long acknowledged = recorded();
            endAccess();
            server.kill();
            loseTheDisk();
            restore();
            long afterRestore = stored();
            server.restart();
            boolean isKeptOut = status(server.address(), token) == UNAUTHORIZED;
            shift();
            workers.forEach(ShiftWorker::finish);
            return new Drilled(
                    inBackup,
                    acknowledged,
                    afterRestore,
                    isKeptOut,
                    KillLoop.compare(1, seed, workers, List.of(admin), period));
        } finally {
            server.kill();
        }
    }

    /** All tablets record and sync at the same time; afterwards, the server has acknowledged everything. */
    private void shift() throws InterruptedException {
        var threads = workers.stream()
                .map(worker -> {
                    var left = new AtomicInteger(syncs);
                    return Thread.ofPlatform().name("worker").start(() -> {
                        worker.work(() -> left.getAndDecrement() > 0);
                        worker.finish();
                    });
                })
                .toList();
        for (var thread : threads) {
            thread.join();
        }
    }

    private long recorded() {
        return workers.stream()
                .mapToLong(worker -> worker.contacts() + worker.exchanges())
                .sum();
    }

    private void backUp() throws IOException {
        settings.put(
                "OUTREACH_BACKUP_RECIPIENTS", type("backup", "key", identity()).strip());
        System.out.print(type("backup", "make", file()));
        System.out.print(type("backup", "verify", file(), "--identity", identity()));
    }

    private void endAccess() throws IOException {
        var left = type("person", "list")
                .lines()
                .filter(line -> line.endsWith("Left"))
                .findAny()
                .orElseThrow();
        type("person", "revoke", left.substring(0, left.indexOf(' ')));
        Files.writeString(folder.resolve("ended.txt"), type("access", "ended"));
    }

    private void loseTheDisk() throws IOException {
        Options.delete(folder.resolve("data"));
    }

    private void restore() throws IOException {
        var ended = folder.resolve("ended.txt").toString();
        System.out.print(type("restore", file(), "--identity", identity(), "--ended", ended));
    }

    private long stored() {
        try (var store = new SqliteStore(folder.resolve("data/outreach.db"))) {
            var sealer = Keyring.open(folder.resolve("keys"), false).sealer();
            return new RecordStore(store, sealer, WireContract.contract())
                    .versions(SITE, 0, Long.MAX_VALUE, Integer.MAX_VALUE)
                    .size();
        }
    }

    private String identity() {
        return folder.resolve("identity.txt").toString();
    }

    private String file() {
        return folder.resolve("today.age").toString();
    }

    private static int status(URI server, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/v1/sites"))
                .header("Authorization", "Bearer " + token)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** Types an admin command, as an operator would beside the server, and returns what it printed. */
    private String type(String... words) throws IOException {
        var environment = new HashMap<>(settings);
        environment.put("OUTREACH_DATA", folder.resolve("data").toString());
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Main.run(
                Stream.concat(Stream.of("admin"), Stream.of(words)).toArray(String[]::new),
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IOException(
                    String.join(" ", words) + " ended with " + code + ": " + err.toString(StandardCharsets.UTF_8));
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
