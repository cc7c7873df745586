package org.outreachsync.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;

/** {@code ./outreach demo}: plays the programme, tells what came out of it, and keeps serving. */
public final class Demo {

    private Demo() {}

    /**
     * Plays the programme.
     *
     * @param arguments {@code --once} ends after telling; {@code --all} tells every indicator; {@code --port N} serves on this port
     */
    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments);
        if (options == null) {
            System.err.println("usage: ./outreach demo [--once] [--all] [--port N]");
            System.exit(2);
            return;
        }
        boolean clean = run(options);
        System.exit(clean ? 0 : 1);
    }

    private static boolean run(Options options) throws Exception {
        var folder = Files.createTempDirectory("outreach-demo");
        var time = new StoryTime();
        time.at(Story.MONDAY, 7, 0);
        var office = new Office(folder, options.port(), time);
        var stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            office.close();
            delete(folder);
            stop.countDown();
        }));
        System.out.println("The server is up with its embedded store, and the programme's tablets begin. This takes some seconds.");
        var report = new Story(office, time).play(folder);
        System.out.println(Narrator.tell(report, options.all()));
        System.out.println();
        if (!options.once()) {
            time.tellNoMore();
            var token = office.newManager();
            System.out.println("Still serving until Ctrl-C:");
            System.out.println("  indicators  " + office.address() + "/v1/indicators   (Authorization: Bearer " + token + ")");
            System.out.println("  health      " + office.management() + "/health/ready");
            System.out.println("  try         curl -H 'Authorization: Bearer " + token + "' '" + office.address()
                    + "/v1/indicators/PERSONS_REACHED?period=" + Year.YEAR + "&by=sex'");
            stop.await();
        }
        return report.isClean();
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
