package org.outreachsync.load.write;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.load.FsyncFloor;
import org.outreachsync.load.indicator.Options;

/**
 * Measures the way of a batch into the embedded store: real credentials, compressed protobuf, real sockets, the real
 * server in a process of its own. The same records go in turn into a plain table of PostgreSQL, if its programs are on
 * this machine, and as bytes into a file that is forced to the disk: the floor, which no durable server can beat.
 *
 * <p>Options: those of {@link Settings}.
 */
public final class WriteBench {

    private static final String ELSEWHERE =
            "Measured elsewhere: questions for indicators by `make bench-indicators`, figures that follow uploads by"
                    + " `make bench-freshness`, round trips to MongoDB by `RoundTripsOnMongoWireIT`.";

    private final Settings settings;
    private final Path folder;
    private final Machine machine;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Loads.Measured loads = new Loads.Measured(List.of(), List.of());
    private List<MeasuredServer.Measured> growth = List.of();

    private WriteBench(Settings settings, Path folder, Machine machine) {
        this.settings = settings;
        this.folder = folder;
        this.machine = machine;
    }

    /** Prints the table. */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("write-bench");
        var settings = Settings.of(Options.of(arguments, Settings.OPTIONS));
        run(folder, settings, PostgresPrograms.find().orElse(null), System.out);
        Options.delete(folder);
    }

    /**
     * Measures, and prints the table.
     *
     * @param postgres the programs of PostgreSQL, or null to do without
     */
    static void run(Path folder, Settings settings, @Nullable PostgresPrograms postgres, PrintStream out)
            throws Exception {
        var page = settings.docs() == null ? null : new PerformancePage(settings.docs());
        var bench = new WriteBench(settings, folder, Machine.with(folder));
        bench.measure(postgres);
        var report = new Report(settings, bench.machine, bench.lines, bench.notes);
        out.print(report);
        if (page != null) {
            page.write(report.toString(), Plots.all(bench.loads, bench.growth, settings.batch()));
        }
    }

    private void measure(@Nullable PostgresPrograms programs) throws Exception {
        if (programs == null) {
            measure(null, null);
            return;
        }
        try (var cluster = PostgresCluster.start(programs, folder);
                var table = new PostgresTable(cluster)) {
            measure(table, cluster.handle());
        }
    }

    private void measure(@Nullable PostgresTable table, @Nullable ProcessHandle postgres) throws Exception {
        var programme = Programme.enter(folder, settings);
        try (var server = new MeasuredServer(folder, settings, programme.adminToken())) {
            var starts = Starts.measure(
                    server,
                    settings.starts(),
                    "%d sites, no records".formatted(settings.shape().sites()));
            int leadIn = Math.ceilDiv(settings.batches(), 3);
            var warmUp =
                    new WarmUp(server, table, () -> programme.prepare(settings.uploaders(), leadIn), settings.warmUp());
            Loads.Sides begin =
                    () -> new SideBySideRounds(server, table, postgres, new FsyncFloor(folder.resolve("floor")));
            var sides = begin.begin();
            for (int round = 0; round < settings.rounds(); round++) {
                sides.measure(programme.prepare(settings.uploaders(), leadIn), round(programme));
            }
            lines.addAll(sides.lines());
            int once = Math.min(settings.batches(), settings.sites() / settings.uploaders());
            var parts = programme.prepare(settings.uploaders(), once);
            lines.add(new Resends(server).measure(parts, settings.rounds(), sides.acksPerSecond()));
            var growing = new Growth(sides.rounds());
            growing.until(server, () -> round(programme), settings.records());
            growth = growing.points();
            lines.addAll(growing.lines());
            if (settings.docs() != null) {
                loads = Loads.measure(programme, settings, begin);
            }
            lines.addAll(new FirstPulls(server, programme, settings).measure());
            lines.addAll(starts);
            lines.add(new Herd(server.address(), settings.herdWithin(), settings.seed()).measure(programme.herd()));
            notes.add(warmUp.note());
            notes.addAll(sides.notes());
            notes.add(ELSEWHERE);
        }
    }

    private List<List<Upload>> round(Programme programme) {
        return programme.prepare(settings.uploaders(), settings.batches());
    }
}
