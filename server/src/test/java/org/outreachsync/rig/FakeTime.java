package org.outreachsync.rig;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.outreachsync.device.clock.DeviceClock;

/** A clock and a ticker that move only when told. */
public final class FakeTime implements InstantSource, Ticker {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    /** Lets time pass. */
    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    /**
     * The clock of a tablet that was started once at this time.
     *
     * @param bootId of the start
     */
    public DeviceClock tabletClock(long bootId) {
        return new DeviceClock() {
            @Override
            public long wallMillis() {
                return millis();
            }

            @Override
            public long elapsedMillis() {
                return TimeUnit.NANOSECONDS.toMillis(read());
            }

            @Override
            public long bootId() {
                return bootId;
            }
        };
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public long read() {
        return nanos.get();
    }
}
