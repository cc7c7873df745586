package org.outreachsync.load;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Identities;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Role;
import org.outreachsync.load.indicator.Options;
import org.outreachsync.wire.CodeListReader;

/**
 * Measures how long after an acknowledgement a figure includes the upload. Real tablets upload over sockets to the real
 * server, a separate process over the embedded store. Meanwhile, {@code GET /v1/indicators/CONTACTS} is repeated until
 * it counts the records that one of them has just uploaded.
 *
 * <p>Options: {@code --tablets --sites --records --pause --seconds --seed}; records per upload, pause between the
 * uploads of a tablet in milliseconds.
 */
public final class FreshnessBench {

    /** Enough persons for the rate of requests, since each may ask only ten times per second. */
    private static final int READERS = 16;

    private FreshnessBench() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("freshness");
        run(
                folder,
                Options.of(arguments, List.of("tablets", "sites", "records", "pause", "seconds", "seed")),
                System.out);
        Options.delete(folder);
    }

    static FreshnessProbe run(Path folder, Options options, PrintStream out) throws Exception {
        int tablets = (int) options.number("tablets", 16);
        int sites = (int) options.number("sites", 8);
        int records = (int) options.number("records", 4);
        int pause = (int) options.number("pause", 1_000);
        int seconds = (int) options.number("seconds", 60);
        long seed = options.number("seed", System.nanoTime() % 1_000_000_000);
        var day = LocalDate.now(ZoneId.of("UTC"));
        var environment = Map.of("OUTREACH_TIME_ZONE", "UTC");
        var server = ServerProcess.start(folder, environment);
        try {
            var admin = new AdminClient(server.address(), server.setupCode());
            for (int site = 0; site < sites; site++) {
                admin.addSite(site(site));
            }
            var probe = new FreshnessProbe(readers(server, folder, environment), day + ".." + day);
            var crowd = new ArrayList<FreshTablet>();
            for (int no = 1; no <= tablets; no++) {
                var tablet =
                        new FreshTablet(folder, server.address(), site(no % sites), no, day, seed, probe::acknowledged);
                tablet.enrol(server.address(), admin.enrolmentCode(site(no % sites)));
                crowd.add(tablet);
            }
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            var threads = crowd.stream()
                    .map(tablet ->
                            Thread.ofPlatform().start(() -> tablet.work(() -> System.nanoTime() < end, records, pause)))
                    .toList();
            for (var thread : threads) {
                thread.join();
            }
            probe.finish();
            out.printf(
                    "%d tablets on %d sites for %d s, %d records an upload, seed %d, store sqlite%n",
                    tablets, sites, seconds, records, seed);
            out.println("ack to figure     " + probe.fresh());
            out.println("one answer (HTTP) " + probe.answers());
            out.println("never counted     " + probe.lost());
            return probe;
        } finally {
            server.kill();
        }
    }

    private static String site(int no) {
        return "FRESH-" + no;
    }

    /** Adds people through the class behind the command that adds them. */
    private static List<AdminClient> readers(ServerProcess server, Path folder, Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        variables.put("OUTREACH_DATA", folder.resolve("data").toString());
        var config = ServerConfig.from(variables);
        var around = Backend.openOrMake(config);
        try (var store = around.store()) {
            store.ping();
            var people =
                    Identities.over(around, config, CodeListReader::published).people();
            var readers = new ArrayList<AdminClient>();
            for (int no = 1; no <= READERS; no++) {
                readers.add(AdminClient.with(
                        people.add("Reader " + no, Role.ADMIN, Set.of()).token(), server.address()));
            }
            return readers;
        }
    }
}
