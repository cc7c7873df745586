package org.outreachsync.export.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.ledger.Progress.Cause;

/**
 * One entry of the ledger: one revision of an export.
 *
 * @param id which export
 * @param origin how it came about
 * @param state its state
 * @param stop why it was stopped, or why it still waits when it need not wait for tablets; null otherwise
 * @param content what it tells; null until it is prepared
 * @param changes the cells that it changes, for a restatement
 * @param approval who released it; null before that
 * @param progress of writing and delivery
 * @param notice what people still have to be told; null for nothing
 * @param version of the entry in the store
 */
public record Entry(
        EntryId id,
        Origin origin,
        State state,
        @Nullable Stop stop,
        @Nullable Content content,
        List<Change> changes,
        @Nullable Approval approval,
        Progress progress,
        @Nullable Notice notice,
        long version) {

    public Entry {
        changes = List.copyOf(changes);
    }

    /**
     * How an entry came about.
     *
     * @param created when
     * @param by who started it; empty for the schedule
     * @param occurrence the local time of the occurrence of the schedule; empty if a person started it
     * @param waitUntil until when it waits for tablets
     */
    public record Origin(Instant created, String by, String occurrence, Instant waitUntil) {}

    /**
     * A cell that a restatement changes, by what recipients are told of it.
     *
     * @param cell its name for people
     * @param before what they were told
     * @param after what they would be told
     */
    public record Change(String cell, String before, String after) {}

    /**
     * A release.
     *
     * @param at when
     * @param by who approved it; empty if it needed nobody
     */
    public record Approval(Instant at, String by) {}

    /** A new entry. */
    public static Entry planned(EntryId id, Origin origin) {
        return new Entry(id, origin, State.WAITING, null, null, List.of(), null, Progress.NONE, null, 0);
    }

    /** Whether recipients were told of it, or may be at any moment. */
    public boolean isTold() {
        return content != null && state != State.STOPPED;
    }

    /** Whether it is a restatement that was withdrawn: nobody was told of it, and its snapshots are removed. */
    public boolean isWithdrawn() {
        return stop != null && stop.code() == Stop.Code.WITHDRAWN;
    }

    /** Whether somebody still has to do something: this server, a recipient's server or a person. */
    public boolean isOpen() {
        return switch (state) {
            case WAITING, NEEDS_APPROVAL, RELEASED, UNDELIVERED -> true;
            case STOPPED -> stop != null && !isWithdrawn() && !stop.isFollowed();
            case PREPARED, DELIVERED, SUPERSEDED -> false;
        };
    }

    /** Whether it was released, whatever became of it. */
    public boolean isReleased() {
        return approval != null;
    }

    /** When something is to be done about it next. */
    public Optional<Instant> due() {
        return Stream.of(
                        Optional.ofNullable(progress.due()),
                        Optional.ofNullable(notice).map(Notice::due))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** The same in another state. */
    public Entry to(State other, Progress then) {
        return new Entry(id, origin, other, null, content, changes, approval, then, notice, version);
    }

    /** The same, stopped. Nothing of it is told any more. */
    public Entry stopped(Stop why, @Nullable Notice tell) {
        return new Entry(
                id, origin, State.STOPPED, why, content, changes, approval, progress.dueAt(null), tell, version);
    }

    /** The same, still waiting. */
    public Entry waiting(Stop why) {
        return new Entry(id, origin, State.WAITING, why, content, changes, approval, progress, notice, version);
    }

    /** The same with what it tells, to be written. */
    public Entry prepared(Content told, List<Change> changed, Instant now) {
        var writing = progress.dueAt(now, Cause.WRITING, origin.by());
        return new Entry(id, origin, State.PREPARED, null, told, changed, null, writing, null, version);
    }

    /** The same with its files. */
    public Entry with(Content written) {
        return new Entry(id, origin, state, stop, written, changes, approval, progress, notice, version);
    }

    /** The same, released for delivery. What people were still to be told is out of date. */
    public Entry released(Approval by) {
        var person = by.by().isEmpty() ? origin.by() : by.by();
        var delivery = progress.dueAt(by.at(), Cause.RELEASED, person);
        return new Entry(id, origin, State.RELEASED, null, content, changes, by, delivery, null, version);
    }

    /** The same, planned anew. */
    public Entry again(Origin other) {
        return new Entry(id, other, State.WAITING, null, null, List.of(), null, progress.dueAt(null), null, version);
    }

    /** The same with another notice. */
    public Entry telling(@Nullable Notice other) {
        return new Entry(id, origin, state, stop, content, changes, approval, progress, other, version);
    }
}
