package org.outreachsync.load.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes use of the machine, as the system tells it. */
final class Usage {

    private static final double KIB_OF_MIB = 1_024;
    /** Linux tells processor times in hundredths of a second. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final Pattern PROCESS = Pattern.compile("\\d+ \\(.*\\) (.*)");
    private static final Pattern COMPILER_THREAD = Pattern.compile("\\d+ \\(C[12] Compiler\\S+\\) (.*)");
    /** The fields of user and system time. */
    private static final List<Integer> OWN_TICKS = List.of(11, 12);
    /** Those, and the same of children that have ended and were waited for. */
    private static final List<Integer> ALL_TICKS = List.of(11, 12, 13, 14);

    private Usage() {}

    /** The processor time that this process alone has used. */
    static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow(Usage::untold);
    }

    /**
     * The processor time that a process and those below it have used.
     *
     * @throws IllegalStateException if the system does not tell
     */
    static Duration cpu(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(Usage::withEndedChildren)
                .flatMap(Optional::stream)
                .reduce(Duration::plus)
                .orElseThrow(Usage::untold);
    }

    /** Without children that have ended where the system is not Linux. */
    private static Optional<Duration> withEndedChildren(ProcessHandle process) {
        var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            return Files.exists(stat)
                    ? Optional.of(TICK.multipliedBy(ticks(stat, PROCESS, ALL_TICKS)))
                    : process.info().totalCpuDuration();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The part of it that a JVM has compiled for; zero where the system is not Linux. */
    static Duration compiling(ProcessHandle jvm) throws IOException {
        var threads = Path.of("/proc", Long.toString(jvm.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return Duration.ZERO;
        }
        long ticks = 0;
        try (var all = Files.newDirectoryStream(threads)) {
            for (var thread : all) {
                ticks += ticks(thread.resolve("stat"), COMPILER_THREAD, OWN_TICKS);
            }
        }
        return TICK.multipliedBy(ticks);
    }

    private static long ticks(Path stat, Pattern meant, List<Integer> which) throws IOException {
        try {
            var known = meant.matcher(Files.readString(stat).strip());
            if (!known.matches()) {
                return 0;
            }
            var fields = known.group(1).split(" ", -1);
            return which.stream().mapToLong(at -> Long.parseLong(fields[at])).sum();
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private static IllegalStateException untold() {
        return new IllegalStateException("the system does not tell processor times");
    }

    /** The memory of a process that is in RAM, in MiB. */
    static double residentMiB(ProcessHandle process) throws IOException {
        var asking = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid()))
                .redirectErrorStream(true)
                .start();
        var kib = new String(asking.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return Double.parseDouble(kib) / KIB_OF_MIB;
    }
}
