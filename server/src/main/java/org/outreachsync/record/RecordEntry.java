package org.outreachsync.record;

import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.merge.RecordState;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.validate.Bounds;

/**
 * A stored record.
 *
 * @param site the site
 * @param state its merged content
 * @param previousVersion its version before the last batch that touched it
 * @param clean whether that batch had seen everything that it met, so its device knows the outcome without getting the
 *     record back
 * @param event the keyed name of the event that it describes now, by which other records of the same event are found;
 *     null if there can be none
 * @param sameEvents the keyed names of all events that the record has ever described
 * @param receivedOn the programme's local date on which it arrived, days since 1970: with its first batch, or for a
 *     tally with its last
 * @param createdBy the keyed name of the act that created it; empty while there are only edits, and for a record whose
 *     id is a hash of its key
 * @param contest the last op that would have created it again, or null
 */
public record RecordEntry(
        String site,
        RecordState state,
        long previousVersion,
        boolean clean,
        @Nullable String event,
        Set<String> sameEvents,
        long receivedOn,
        String createdBy,
        @Nullable Contest contest) {

    /**
     * An op that would have created an existing record and went to quarantine: its device mistakes this record for
     * another one.
     *
     * @param deviceNo the device
     * @param epoch the device's epoch
     * @param opNo the number of the op in (device, epoch, site)
     * @param seq the sequence number of its batch in the log of the site
     */
    public record Contest(long deviceNo, int epoch, long opNo, long seq) {}

    /** Orders records by their ids. */
    public static final Comparator<RecordEntry> BY_ID =
            Comparator.comparing(entry -> entry.state().id());

    public RecordEntry {
        // Sorted, so that a seed of the simulation gives the same run in every JVM.
        sameEvents =
                sameEvents.size() < 2 ? Set.copyOf(sameEvents) : Collections.unmodifiableSet(new TreeSet<>(sameEvents));
    }

    /** The same record, which describes this event now. */
    RecordEntry describing(@Nullable String now) {
        var events = sameEvents;
        if (now != null && events.isEmpty()) {
            events = Set.of(now);
        } else if (now != null && !events.contains(now)) {
            events = new TreeSet<>(events);
            events.add(now);
        }
        return new RecordEntry(site, state, previousVersion, clean, now, events, receivedOn, createdBy, contest);
    }

    /** Whether its last batch wrote all that it holds: before, there was no such record. */
    public boolean isNew() {
        return previousVersion == 0 && state.isWrittenBy(origin -> origin.seq() == state.version());
    }

    /** Whether the record is not void. */
    public boolean stands(RecordType type) {
        return !state.value(type.path("void_reason")).isPresent();
    }

    /** Whether it arrived more than {@link Bounds#LATE_DAYS} days after the day that it is filed under now. */
    public boolean isLate() {
        var day = day();
        return day != null && receivedOn - day > Bounds.LATE_DAYS;
    }

    /** The client key, or null for an anonymous record. */
    public byte @Nullable [] clientKey(RecordType type) {
        if (!type.has(RecordType.OWN_CLIENT)) {
            return null;
        }
        return state.value(type.path(RecordType.OWN_CLIENT)) instanceof Value.Bytes key ? key.value() : null;
    }

    /** The day that the record is filed under now, days since 1970, or null if it has none yet. */
    public @Nullable Long day() {
        return state.value(Path.field(Path.OCCURRED_ON)) instanceof Value.Num day ? Long.valueOf(day.value()) : null;
    }
}
