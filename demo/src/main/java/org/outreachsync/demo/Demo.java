package org.outreachsync.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;

/** {@code ./outreach demo}: plays the week, tells it, and keeps serving. */
public final class Demo {

    private Demo() {}

    /**
     * Plays the week.
     *
     * @param arguments {@code --once} ends after telling; {@code --port N} serves on this port
     */
    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments);
        if (options == null) {
            System.err.println("usage: ./outreach demo [--once] [--port N]");
            System.exit(2);
            return;
        }
        boolean clean = run(options);
        System.exit(clean ? 0 : 1);
    }

    private static boolean run(Options options) throws Exception {
        var folder = Files.createTempDirectory("outreach-demo");
        var time = new StoryTime();
        var monday = lastWholeWeek();
        time.at(monday, 7, 0);
        var office = new Office(folder, options.port(), time, Story.SITES);
        var stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            office.close();
            delete(folder);
            stop.countDown();
        }));
        System.out.println("The server is up with its embedded store; twelve tablets work a week. This takes some seconds.");
        var report = new Story(office, time, monday).play(folder);
        System.out.println(Narrator.tell(report));
        System.out.println();
        if (!options.once()) {
            time.tellNoMore();
            System.out.println("Still serving until Ctrl-C:");
            System.out.println("  indicators  " + office.address() + "/v1/indicators   (Authorization: Bearer " + office.token() + ")");
            System.out.println("  health      " + office.management() + "/health/ready");
            System.out.println("  try         curl -H 'Authorization: Bearer " + office.token() + "' '" + office.address()
                    + "/v1/indicators/PERSONS_REACHED?period=" + monday + ".." + monday.plusDays(6) + "&by=sex'");
            stop.await();
        }
        return report.isClean();
    }

    /** The last week that is over, with the days after it for the late shift in the past too. */
    private static LocalDate lastWholeWeek() {
        return LocalDate.now(StoryTime.ZONE).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(3);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove the scratch folder " + folder, failed);
        }
    }
}
