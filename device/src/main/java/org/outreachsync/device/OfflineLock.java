package org.outreachsync.device;

import java.util.concurrent.TimeUnit;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;

/**
 * Locks a tablet that has not synced for days. Within one boot, the monotonic clock decides, whatever the wall clock
 * says. After a reboot, only the wall clock can tell, and the time since the boot is a lower bound.
 */
final class OfflineLock {

    /** How far a clock that somebody set by hand may be off. */
    private static final long SLACK_MILLIS = TimeUnit.DAYS.toMillis(1);

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
        long asItStood = clock.wallMillis() - device.getSyncedAt();
        long setRight = device.getServerAt() == 0 ? asItStood : clock.wallMillis() - device.getServerAt();
        return Math.max(byWallClock(asItStood, setRight), clock.elapsedMillis());
    }

    /**
     * A clock that was wrong at the last sync either still runs with the same error or was corrected since. Of these
     * two guesses, the wrong one usually gives a time in the future or far in the past.
     */
    private static long byWallClock(long asItStood, long setRight) {
        boolean isEitherPossible = asItStood > -SLACK_MILLIS && setRight > -SLACK_MILLIS;
        return isEitherPossible ? Math.min(asItStood, setRight) : Math.max(asItStood, setRight);
    }
}
