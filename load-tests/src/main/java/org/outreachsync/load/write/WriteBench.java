package org.outreachsync.load.write;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.outreachsync.load.FsyncFloor;
import org.outreachsync.load.indicator.Options;
import org.outreachsync.load.indicator.Shape;

/**
 * Measures the way of a batch into the embedded store: real credentials, compressed protobuf, real sockets, the real
 * server in a process of its own. The same records go in turn into a plain table of PostgreSQL, if its programs are on
 * this machine, and as bytes into a file that is forced to the disk: the floor, which no durable server can beat.
 *
 * <p>Options: {@code --uploaders --batches --rounds --batch --sites --years --seed --server}; batches of an uploader
 * and round, records of a batch, and the script that starts the server.
 */
public final class WriteBench {

    static final List<String> OPTIONS =
            List.of("uploaders", "batches", "rounds", "batch", "sites", "years", "seed", "server");

    private static final int WARM_UP_ROUNDS = 2;
    private static final int PEOPLE_OF_SITE = 400;
    private static final int RECORDS_OF_DAY = 40;

    private final Settings settings;
    private final PrintStream out;

    /** What is measured. */
    private record Settings(
            int uploaders,
            int batches,
            int rounds,
            int batch,
            Shape shape,
            @Nullable Path server) {

        static Settings of(Options options) {
            int sites = (int) options.number("sites", 256);
            int years = (int) options.number("years", 3);
            var server = options.text("server");
            long records = 365L * years * sites * RECORDS_OF_DAY;
            var shape = new Shape(records, sites * PEOPLE_OF_SITE, sites, years, options.number("seed", 20_260_101));
            return new Settings(
                    (int) options.number("uploaders", 8),
                    (int) options.number("batches", 40),
                    (int) options.number("rounds", 5),
                    (int) options.number("batch", 100),
                    shape,
                    server == null ? null : Path.of(server));
        }
    }

    private WriteBench(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Prints the table. */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("write-bench");
        run(folder, Options.of(arguments, OPTIONS), PostgresPrograms.find().orElse(null), System.out);
        Options.delete(folder);
    }

    /**
     * Measures, and prints the table.
     *
     * @param postgres the programs of PostgreSQL, or null to do without
     */
    static void run(Path folder, Options options, @Nullable PostgresPrograms postgres, PrintStream out)
            throws Exception {
        var bench = new WriteBench(Settings.of(options), out);
        if (postgres == null) {
            bench.run(folder, (PostgresTable) null, null);
            return;
        }
        try (var cluster = PostgresCluster.start(postgres, folder);
                var table = new PostgresTable(cluster)) {
            bench.run(folder, table, cluster.handle());
        }
    }

    private void run(Path folder, @Nullable PostgresTable table, @Nullable ProcessHandle postgres) throws Exception {
        var programme = Programme.enter(folder, settings.shape());
        var month = YearMonth.from(settings.shape().first()).format(DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT));
        out.printf(
                "%d uploaders, %d rounds of %d batches each, %d records a batch, %d sites with a tablet each, seed %d%n%n",
                settings.uploaders(),
                settings.rounds(),
                settings.batches(),
                settings.batch(),
                settings.shape().sites(),
                settings.shape().seed());
        try (var server =
                new MeasuredServer(folder, settings.server(), programme.adminToken(), month, settings.uploaders())) {
            var sides = new SideBySideRounds(server, table, postgres, new FsyncFloor(folder.resolve("floor")));
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                sides.warmUp(prepared(programme));
            }
            for (int round = 0; round < settings.rounds(); round++) {
                sides.measure(prepared(programme));
            }
            print(sides.lines());
            out.println();
            sides.notes().forEach(out::println);
        }
    }

    private List<List<Upload>> prepared(Programme programme) {
        return programme.prepare(settings.uploaders(), settings.batches(), settings.batch());
    }

    private void print(List<Line> lines) {
        out.println(new Line("what", "today", "beside", "must", "aim", "verdict"));
        out.println("|---|---|---|---|---|---|");
        lines.forEach(out::println);
    }
}
