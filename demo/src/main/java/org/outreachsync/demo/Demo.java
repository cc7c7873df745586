package org.outreachsync.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.outreachsync.app.PortException;
import org.outreachsync.cli.StartFailure;
import org.outreachsync.cli.StopSignals;

/** {@code ./outreach demo}: plays the programme, prints the results, and keeps serving. */
public final class Demo {

    private static final String USAGE = "usage: ./outreach demo [--once] [--all] [--port N]";

    static final String FIRST_LINE =
            "The server is up with its embedded store, and the programme's tablets begin. This takes some seconds.";
    static final String LAST_LINE = "Stopped.";

    private Demo() {}

    /**
     * Plays the programme.
     *
     * @param arguments {@code --once} ends after printing; {@code --all} prints every indicator; {@code --port N}
     *     serves on this port. Exit codes: 0 nothing was lost, 1 something was lost or the demo could not start, 2
     *     wrong command line
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && List.of("--help", "-h").contains(arguments[0])) {
            System.out.println(USAGE);
            return;
        }
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        try {
            System.exit(run(options) ? 0 : 1);
        } catch (IOException | RuntimeException failed) {
            System.err.println("The demo failed: " + failed);
            // The server's threads would keep the process alive.
            System.exit(1);
        }
    }

    private static boolean run(Options options) throws Exception {
        var folder = Files.createTempDirectory("outreach-demo");
        var time = new StoryTime();
        time.at(Story.MONDAY, 7, 0);
        var office = open(folder, options.port(), time);
        if (office == null) {
            delete(folder);
            return false;
        }
        var stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            office.close();
            delete(folder);
            System.out.println(LAST_LINE);
            stop.countDown();
        }));
        System.out.println(FIRST_LINE);
        var report = new Story(office, time).play(folder);
        System.out.println(Narrator.tell(report, options.all()));
        System.out.println();
        if (!options.once()) {
            time.tellNoMore();
            System.out.println("Still serving until Ctrl-C:");
            // Everybody on the machine can see a token in the arguments of a command.
            var header = Files.writeString(
                    folder.resolve("manager.header"), "Authorization: Bearer " + office.token() + "\n");
            System.out.println(
                    "  indicators  " + office.address() + "/v1/indicators   (a manager's token is in " + header + ")");
            System.out.println("  health      " + office.management() + "/health/ready");
            System.out.println("  try         curl -H @" + header + " '" + office.address()
                    + "/v1/indicators/PERSONS_REACHED?period=" + Year.YEAR + "&country=KG&by=sex'");
            System.out.println("  commands    export OUTREACH_DATA=" + folder);
            System.out.println("              and then ./outreach admin …, as docs/exports.md shows for exports");
            StopSignals.exitWith(report.isClean() ? 0 : 1);
            stop.await();
        }
        return report.isClean();
    }

    /** The office with its server, or null if it cannot start; then the reason was printed. */
    private static @Nullable Office open(Path folder, int port, StoryTime time)
            throws IOException, InterruptedException {
        try {
            return new Office(folder, port, time);
        } catch (PortException taken) {
            System.err.println("The demo cannot start: " + taken.why()
                    + ". Choose another by --port N, or leave --port out and a free one is taken.");
        } catch (RuntimeException | LinkageError failed) {
            System.err.println("The demo cannot start: " + StartFailure.sentence(failed));
        }
        return null;
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove the scratch folder " + folder, failed);
        }
    }
}
