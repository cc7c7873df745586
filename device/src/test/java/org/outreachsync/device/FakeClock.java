package org.outreachsync.device;

import org.outreachsync.device.clock.DeviceClock;

/** A clock that tests set. */
public final class FakeClock implements DeviceClock {

    /** 2026-03-02T04:00:00Z, ten in the morning in Bishkek. */
    public static final long MORNING = 1_772_424_000_000L;

    public long wall = MORNING;
    public long elapsed = 60_000;
    public long boot = 0x1111_2222_3333_4444L;

    public void pass(long millis) {
        wall += millis;
        elapsed += millis;
    }

    public void reboot() {
        boot++;
        elapsed = 5_000;
    }

    @Override
    public long wallMillis() {
        return wall;
    }

    @Override
    public long elapsedMillis() {
        return elapsed;
    }

    @Override
    public long bootId() {
        return boot;
    }
}
