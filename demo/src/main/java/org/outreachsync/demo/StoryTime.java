package org.outreachsync.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** The server's clock: the story sets it; after the story it shows real time. */
final class StoryTime implements InstantSource {

    static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");

    private final AtomicLong storyMillis = new AtomicLong();
    private volatile boolean told;

    /** Advances to a time of a day; never goes back. */
    void at(LocalDate day, int hour, int minute) {
        long next =
                day.atTime(LocalTime.of(hour, minute)).atZone(ZONE).toInstant().toEpochMilli();
        storyMillis.updateAndGet(now -> Math.max(now + 1, next));
    }

    /** Some seconds pass. */
    void pass(int seconds) {
        storyMillis.addAndGet(seconds * 1_000L);
    }

    /** Ends the story; the clock shows real time from now on. */
    void tellNoMore() {
        told = true;
    }

    @Override
    public long millis() {
        return told ? System.currentTimeMillis() : storyMillis.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}
