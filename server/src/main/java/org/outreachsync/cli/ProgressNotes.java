package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.outreachsync.backup.Progress;

/** Writes a line about progress from time to time, for somebody who waits or reads a journal. */
final class ProgressNotes implements Progress {

    private static final Duration EVERY = Duration.ofSeconds(5);
    /** The clock is not read for each document. */
    private static final int LOOK_EVERY = 1_000;

    private final PrintStream notes;
    private final InstantSource clock;
    private Instant last;

    ProgressNotes(PrintStream notes, InstantSource clock) {
        this.notes = notes;
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public void at(String table, long done, long about) {
        if (done % LOOK_EVERY != 0) {
            return;
        }
        var now = clock.instant();
        if (Duration.between(last, now).compareTo(EVERY) < 0) {
            return;
        }
        last = now;
        notes.println(table + ": " + done + (about > 0 ? " of " + about : ""));
    }
}
