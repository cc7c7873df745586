package org.outreachsync.device;

import java.util.concurrent.TimeUnit;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.model.Hlc;

/**
 * Locks a tablet that has not synced for days. Setting the wall clock back does not help a thief: within one boot the monotonic clock counts, and the
 * stamps of captured work never go back.
 */
final class OfflineLock {

    private final DeviceStore store;
    private final DeviceClock clock;

    OfflineLock(DeviceStore store, DeviceClock clock) {
        this.store = store;
        this.clock = clock;
    }

    boolean isLocked() {
        return store.read(state -> {
            long daysMax = state.device().getLimits().getOfflineDaysMax();
            return state.isEnrolled() && daysMax > 0 && offlineMillis(state) > TimeUnit.DAYS.toMillis(daysMax);
        });
    }

    private long offlineMillis(DeviceState state) {
        var device = state.device();
        if (clock.bootId() == device.getSyncedBootId()) {
            return clock.elapsedMillis() - device.getSyncedElapsedMs();
        }
        return Math.max(clock.wallMillis(), Hlc.millis(state.lastHlc())) - device.getSyncedAt();
    }
}
