package org.outreachsync.export.dhis2;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.outreachsync.export.channel.Dhis2Channel;

/** A clock that jumps over every wait. */
final class JumpingClock extends Clock implements Dhis2Channel.Pause {

    private Instant now = Instant.parse("2026-05-20T06:00:00Z");
    private int pauses;

    void jump(Duration wait) {
        now = now.plus(wait);
    }

    /** How often somebody waited. */
    int pauses() {
        return pauses;
    }

    @Override
    public void until(Instant time) {
        pauses++;
        now = time.isAfter(now) ? time : now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
