package org.outreachsync.demo;

import org.outreachsync.device.clock.DeviceClock;

/** A tablet's clocks: the monotonic clock follows the story; the wall clock may be set wrong. */
final class TabletClock implements DeviceClock {

    private final StoryTime time;
    private long wallOffsetMs;
    private long bootId;
    private long bootedAt;

    TabletClock(StoryTime time, long bootId) {
        this.time = time;
        this.bootId = bootId;
        this.bootedAt = time.millis();
    }

    /** Sets the wall clock to this time. */
    void setWall(long millis) {
        wallOffsetMs = millis - time.millis();
    }

    /** Corrects the wall clock. */
    void setRight() {
        wallOffsetMs = 0;
    }

    /** Reboots the tablet. */
    void reboot() {
        bootId++;
        bootedAt = time.millis();
    }

    @Override
    public long wallMillis() {
        return time.millis() + wallOffsetMs;
    }

    @Override
    public long elapsedMillis() {
        return time.millis() - bootedAt;
    }

    @Override
    public long bootId() {
        return bootId;
    }
}
