package org.outreachsync.load.indicator;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The heap that is still in use after collections, beside what was in use at the beginning. */
final class Heap {

    private static final double MIB = 1 << 20;

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

    double mostMib() {
        System.gc();
        most.accumulateAndGet(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
        return (most.get() - before) / MIB;
    }
}
