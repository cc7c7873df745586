package org.outreachsync.export.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an entry has come on its way: the writing of its files, then its delivery.
 *
 * @param due when it is tried next; null if it is not
 * @param tries the tries since it was released or sent again
 * @param attempts every attempt, the oldest first
 * @param receipt what the far side said or showed when it had it all; empty before that
 * @param claimedUntil until when the server that is trying has it for itself; null if none is
 * @param asked why it is tried
 */
public record Progress(
        @Nullable Instant due,
        int tries,
        List<Attempt> attempts,
        String receipt,
        @Nullable Instant claimedUntil,
        Asked asked) {

    /** Nothing was tried yet. */
    public static final Progress NONE = new Progress(null, 0, List.of(), "", null, new Asked(Cause.WRITING, ""));

    public Progress {
        attempts = List.copyOf(attempts);
    }

    /** What came of an attempt. */
    public enum Result {
        /** It is under way, or the server stopped during it: then it is not known what arrived. */
        BEGUN,
        /** The far side has it all. */
        DELIVERED,
        /** It is tried again. */
        RETRY,
        /** A person of this programme has to help. */
        OWNER_HELPS,
        /** The administrator of the far side has to help. */
        FAR_SIDE_HELPS
    }

    /** Why an attempt is made. */
    public enum Cause {
        /** Its files are written. */
        WRITING,
        /** It was released. */
        RELEASED,
        /** A person wants it to be delivered again. */
        SENT_AGAIN,
        /** The attempt before it failed. */
        RETRY,
        /** The server stopped during the attempt before it. */
        TAKEN_OVER
    }

    /**
     * What attempts follow from.
     *
     * @param cause of the first of them
     * @param by who asked for it; empty for the schedule
     */
    public record Asked(Cause cause, String by) {}

    /**
     * An attempt.
     *
     * @param at when it began
     * @param ended when it ended; null while it is under way, and if the server stopped
     * @param result what came of it
     * @param reason for people, or the receipt; contains no figures and no credentials
     * @param asked why it was made
     */
    public record Attempt(Instant at, @Nullable Instant ended, Result result, String reason, Asked asked) {}

    /** Due at an instant, with no tries so far. */
    public Progress dueAt(@Nullable Instant at) {
        return new Progress(at, 0, attempts, receipt, null, asked);
    }

    /** Due at an instant for another reason, with no tries so far. */
    public Progress dueAt(Instant at, Cause cause, String by) {
        return new Progress(at, 0, attempts, receipt, null, new Asked(cause, by));
    }

    /** An attempt begins. Until {@code until} no other server tries. */
    public Progress begun(Instant now, Instant until) {
        var all = new ArrayList<>(attempts);
        all.add(new Attempt(now, null, Result.BEGUN, "", new Asked(cause(), asked.by())));
        return new Progress(until, tries + 1, all, receipt, until, asked);
    }

    private Cause cause() {
        if (tries == 0) {
            return asked.cause();
        }
        return attempts.getLast().result() == Result.BEGUN ? Cause.TAKEN_OVER : Cause.RETRY;
    }

    /** The attempt that had begun has ended. */
    public Progress ended(Instant now, Result result, String reason, @Nullable Instant again) {
        var all = new ArrayList<>(attempts);
        var begun = all.removeLast();
        all.add(new Attempt(begun.at(), now, result, reason, begun.asked()));
        return new Progress(again, tries, all, result == Result.DELIVERED ? reason : receipt, null, asked);
    }

    /** The server that is trying shows that it still does. Until {@code until} no other server tries. */
    public Progress claimed(Instant until) {
        return new Progress(until, tries, attempts, receipt, until, asked);
    }

    /**
     * Whether a server is trying now.
     *
     * @param longest for how long one claims at most; what is claimed for longer was claimed before the clock was set
     *     back
     */
    public boolean isClaimed(Instant now, Duration longest) {
        return claimedUntil != null && now.isBefore(claimedUntil) && !claimedUntil.isAfter(now.plus(longest));
    }
}
