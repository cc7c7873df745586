package org.outreachsync.load.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What processes use of the machine, as the system tells it. */
final class Usage {

    private static final double KIB_OF_MIB = 1_024;

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
