package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.device.transport.HttpTransport;
import org.outreachsync.load.indicator.Options;

/**
 * Moves the embedded store of a real server to MongoDB while tablets go on recording. The move is killed again and
 * again, and run again. Then the server starts over MongoDB at the same address, and the tablets sync on as if nothing
 * had happened. {@code MONGODB_URI} names an empty database.
 *
 * <p>Arguments: kills of the move (5), tablets (3), seconds before the move (30), seed.
 */
public final class MoveLoop {

    private static final String SITE = "MOVES";
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration SYNC_MAX = Duration.ofMinutes(2);
    private static final int LINES_MAX = 4;
    private static final Duration LOOK = Duration.ofMillis(2);

    private MoveLoop() {}

    /**
     * The result.
     *
     * @param records what became of the records
     * @param killed how many runs of the move were killed before they ended
     * @param took of the last run, which ended
     * @param said what the last run printed
     * @param isClosed whether the old store refuses to be served afterwards
     */
    record Outcome(KillLoop.Outcome records, int killed, Duration took, String said, boolean isClosed) {
        boolean isClean() {
            return records.isClean() && isClosed;
        }
    }

    /** Prints the outcome; exits with 1 if a record was lost or doubled, or the old store can still be served. */
    public static void main(String[] arguments) throws Exception {
        var uri = System.getenv("MONGODB_URI");
        if (uri == null || uri.isEmpty()) {
            System.err.println("Set MONGODB_URI to a replica set with an empty database.");
            System.exit(2);
            return;
        }
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int tablets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : System.nanoTime();
        var folder = Files.createTempDirectory("move-loop");
        System.out.printf("%d kills, %d tablets, seed %d, folder %s%n", kills, tablets, seed, folder);
        var outcome = run(folder, kills, tablets, Duration.ofSeconds(seconds), seed, uri);
        System.out.print(outcome.said());
        System.out.printf(
                "%d runs killed, the last one took %.1f s; the old store is closed: %s%n",
                outcome.killed(), outcome.took().toMillis() / 1_000.0, outcome.isClosed());
        KillLoop.print(outcome.records());
        if (!outcome.isClean()) {
            System.exit(1);
        }
        Options.delete(folder);
    }

    /** Runs the loop. */
    static Outcome run(Path folder, int kills, int tablets, Duration before, long seed, String mongoUri)
            throws Exception {
        var random = new SplittableRandom(seed);
        var today = LocalDate.now(ZoneOffset.UTC);
        var server = ServerProcess.start(folder, Map.of("OUTREACH_TIME_ZONE", "UTC"));
        try {
            var admin = new AdminClient(server.address(), server.setupCode());
            admin.addSite(SITE);
            var crew = new Crew(PAUSE);
            crew.enrol(admin, folder, () -> new HttpTransport(server.address()), SITE, tablets, today, seed);
            var moved = crew.whileTheyWork(() -> move(folder, server, crew, kills, before, random, mongoUri));
            crew.finish();
            var records = KillLoop.compare(moved.killed(), seed, crew.workers(), List.of(admin), today + ".." + today);
            return new Outcome(records, moved.killed(), moved.took(), moved.said(), moved.isClosed());
        } finally {
            server.kill();
        }
    }

    private record Moved(int killed, Duration took, String said, boolean isClosed) {}

    private static Moved move(
            Path folder,
            ServerProcess server,
            Crew crew,
            int kills,
            Duration before,
            SplittableRandom random,
            String mongoUri)
            throws IOException, InterruptedException {
        LockSupport.parkNanos(before.toNanos());
        crew.awaitSyncs(SYNC_MAX);
        require(server.stop() == 0, "the server did not stop");
        int killed = kill(folder, server, kills, random, mongoUri);
        long begun = System.nanoTime();
        var output = folder.resolve("move.log");
        int code = server.admin(output, "move", "--to", mongoUri).waitFor();
        var said = Files.readString(output);
        require(code == 0, "the move ended with " + code + ": " + said);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        boolean isClosed =
                server.admin(folder.resolve("after.log"), "site", "list").waitFor() != 0;
        server.restart(Map.of(
                "OUTREACH_TIME_ZONE",
                "UTC",
                "MONGODB_URI",
                mongoUri,
                "OUTREACH_KEYS",
                folder.resolve("data/keys").toString()));
        crew.awaitSyncs(SYNC_MAX);
        crew.awaitSyncs(SYNC_MAX);
        return new Moved(killed, took, said, isClosed);
    }

    private static int kill(Path folder, ServerProcess server, int kills, SplittableRandom random, String mongoUri)
            throws IOException, InterruptedException {
        int killed = 0;
        for (int run = 0; run < kills; run++) {
            var output = folder.resolve("killed-" + run + ".log");
            var move = server.admin(output, "move", "--to", mongoUri);
            int lines = random.nextInt(1, LINES_MAX);
            while (move.isAlive() && said(output) < lines) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
            if (!move.isAlive()) {
                break;
            }
            move.destroyForcibly().waitFor();
            killed++;
        }
        return killed;
    }

    /** How often a move has said what it copies or compares. */
    private static long said(Path output) throws IOException {
        return Files.readString(output)
                .lines()
                .filter(line -> line.startsWith("copying ") || line.startsWith("comparing "))
                .count();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
