package org.outreachsync.load.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes use of the machine, as the system tells it. */
final class Usage {

    private static final double KIB_OF_MIB = 1_024;
    /** Linux tells processor times in hundredths of a second. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final Pattern COMPILER_THREAD = Pattern.compile("\\d+ \\(C[12] Compiler\\S+\\) (.*)");
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

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
                .map(one -> one.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .reduce(Duration::plus)
                .orElseThrow(Usage::untold);
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
                ticks += compilerTicks(thread.resolve("stat"));
            }
        }
        return TICK.multipliedBy(ticks);
    }

    private static long compilerTicks(Path stat) throws IOException {
        try {
            var known = COMPILER_THREAD.matcher(Files.readString(stat).strip());
            if (!known.matches()) {
                return 0;
            }
            var fields = known.group(1).split(" ", -1);
            return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
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
