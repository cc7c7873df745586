package org.outreachsync.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** The server's clock during the story: it stands where the story is, and runs on by itself afterwards. */
final class StoryTime implements InstantSource {

    static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");

    private final AtomicLong storyMillis = new AtomicLong();
    private volatile boolean told;

    /** Moves on to a time of a day. Never back. */
    void at(LocalDate day, int hour, int minute) {
        long next =
                day.atTime(LocalTime.of(hour, minute)).atZone(ZONE).toInstant().toEpochMilli();
        storyMillis.updateAndGet(now -> Math.max(now + 1, next));
    }

    /** Some seconds pass. */
    void pass(int seconds) {
        storyMillis.addAndGet(seconds * 1_000L);
    }

    /** The story is over: real time from now on. */
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
