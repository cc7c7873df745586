package org.outreachsync.load.write;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine on which figures are taken.
 *
 * @param description its parts
 * @param load how many threads ran or waited to run on average, in the minute before; negative if it is not told
 */
record Machine(String description, double load) {

    private static final long GIB = 1L << 30;

    /** This machine, as it is now. */
    static Machine with(Path folder) throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var memory = system instanceof com.sun.management.OperatingSystemMXBean known
                ? ", %d GiB of memory".formatted(Math.round((double) known.getTotalMemorySize() / GIB))
                : "";
        var disk = Files.getFileStore(folder);
        return new Machine(
                "%d processors%s, %s on %s, %s %s, JDK %s"
                        .formatted(
                                system.getAvailableProcessors(),
                                memory,
                                disk.type(),
                                disk.name(),
                                system.getName(),
                                system.getVersion(),
                                Runtime.version()),
                system.getSystemLoadAverage());
    }

    @Override
    public String toString() {
        var others = load < 0 ? "" : String.format(Locale.ROOT, "; load of the minute before: %.1f", load);
        return description + others;
    }
}
