package org.outreachsync.record;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.merge.RecordState;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.validate.Bounds;

/**
 * A record as it is kept.
 *
 * @param site the site
 * @param state its merged content
 * @param previousVersion its version before the last batch that touched it
 * @param clean whether that batch met nothing that it had not seen, so that its device knows the outcome without an
 *     echo
 * @param sameEvents names under which other records may be the same event, ever had
 * @param receivedOn the local date of the programme on which it came, days since 1970: the first batch with it, of a
 *     tally the last
 * @param createdBy the keyed name of the act that created it; empty while only edits came, and for a record whose id
 *     follows from what it describes
 * @param contest the last op that would have created it again, or null
 */
public record RecordEntry(
        String site,
        RecordState state,
        long previousVersion,
        boolean clean,
        Set<String> sameEvents,
        long receivedOn,
        String createdBy,
        @Nullable Contest contest) {

    /**
     * An op that would have created a record that exists, and went to quarantine: its device takes this record for
     * another one.
     *
     * @param deviceNo the device
     * @param epoch the device's epoch
     * @param opNo the number of the op in (device, epoch, site)
     * @param seq the sequence number of its batch in the log of the site
     */
    public record Contest(long deviceNo, int epoch, long opNo, long seq) {}

    public RecordEntry {
        // In order, so that a seed of the simulation gives the same run in every JVM.
        sameEvents = Collections.unmodifiableSet(new TreeSet<>(sameEvents));
    }

    /** Whether the record stands, rather than being void. */
    public boolean stands(RecordType type) {
        return !state.value(type.path("void_reason")).isPresent();
    }

    /** Whether it came more than {@link Bounds#LATE_DAYS} days after the day that it is filed under now. */
    public boolean isLate() {
        var day = day();
        return day != null && receivedOn - day > Bounds.LATE_DAYS;
    }

    /** The client key, or null for an anonymous record. */
    public byte @Nullable [] clientKey(RecordType type) {
        if (!type.has("client_key")) {
            return null;
        }
        return state.value(type.path("client_key")) instanceof Value.Bytes key ? key.value() : null;
    }

    /** The day that the record is filed under now, days since 1970, or null while nobody said. */
    public @Nullable Long day() {
        return state.value(Path.field(Path.ENVELOPE + 5)) instanceof Value.Num day ? Long.valueOf(day.value()) : null;
    }
}
