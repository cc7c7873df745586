package org.outreachsync.rig;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock and a ticker that move only when told. */
public final class FakeTime implements InstantSource, Ticker {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    /** Lets time pass. */
    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
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
