package org.outreachsync.load.indicator;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The heap that is still in use after full collections, beside what was in use at the beginning. */
final class Heap {

    private static final double MIB = 1 << 20;

    private static final String FULL = "end of major GC";

    private final AtomicLong most = new AtomicLong();
    private long before;

    Heap() {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, _) -> {
                                if (notification.getUserData() instanceof CompositeData data
                                        && notification
                                                .getType()
                                                .equals(
                                                        GarbageCollectionNotificationInfo
                                                                .GARBAGE_COLLECTION_NOTIFICATION)) {
                                    look(GarbageCollectionNotificationInfo.from(data));
                                }
                            },
                            null,
                            null);
        }
    }

    private void look(GarbageCollectionNotificationInfo collection) {
        if (!collection.getGcAction().equals(FULL)) {
            // What is garbage in the old generation would count.
            return;
        }
        long used = collection.getGcInfo().getMemoryUsageAfterGc().values().stream()
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        most.accumulateAndGet(used, Math::max);
    }

    void begin() {
        System.gc();
        before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        most.set(before);
    }

    /** The server's own. */
    double ownMib() {
        return before / MIB;
    }

    /** In use now. */
    double nowMib() {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        most.accumulateAndGet(used, Math::max);
        return (used - before) / MIB;
    }

    /** The most that was in use. */
    double mostMib() {
        return (most.get() - before) / MIB;
    }

    /** How large the heap may become. */
    static long mostPossibleMib() {
        return Runtime.getRuntime().maxMemory() >> 20;
    }

    /** The most memory that the process had, as Linux tells it. */
    static String mostOfTheProcess() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .findAny()
                    .map(line -> "most of the process " + line.replaceAll("\\D", "") + " KiB")
                    .orElse("");
        } catch (NoSuchFileException notOnLinux) {
            return "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
