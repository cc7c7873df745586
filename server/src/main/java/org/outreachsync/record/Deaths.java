package org.outreachsync.record;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;

/** Recognises records of a client's death, and of a meeting with a client. */
public final class Deaths {

    /** Ids in the code lists {@code exit_reason}, {@code outcome} and {@code date_precision}; they never change. */
    static final int EXIT_DIED = 1;

    static final int OVERDOSE_DIED = 2;
    static final int MONTH = 2;

    private static final String EXIT = "ClientExit";
    private static final String OVERDOSE = "OverdoseEvent";
    private static final Set<String> MEETINGS =
            Set.of("OutreachContact", "NeedleExchange", "WomenServiceVisit", "Screening", "NaloxoneIssue");

    private Deaths() {}

    /** Whether records of a type can report a death, now or before an edit. */
    public static boolean mayTell(RecordType type) {
        return type.name().equals(EXIT) || type.name().equals(OVERDOSE);
    }

    /** Whether records of a type report meetings. */
    public static boolean isMeeting(RecordType type) {
        return MEETINGS.contains(type.name());
    }

    /**
     * The day, since 1970, by which the record's client was dead, or null if the record reports no death of a client.
     */
    public static @Nullable Long day(RecordType type, RecordEntry entry) {
        if (!mayTell(type)) {
            return null;
        }
        var day = entry.day();
        if (day == null || entry.clientKey(type) == null || !entry.stands(type)) {
            return null;
        }
        if (type.name().equals(EXIT)) {
            return has(type, entry, "reason", EXIT_DIED) ? day : null;
        }
        if (!has(type, entry, "outcome", OVERDOSE_DIED)) {
            return null;
        }
        boolean isOfMonth = has(type, entry, "date_precision", MONTH);
        return isOfMonth
                ? Long.valueOf(LocalDate.ofEpochDay(day)
                        .with(TemporalAdjusters.lastDayOfMonth())
                        .toEpochDay())
                : day;
    }

    /** The records that report a death, by the keyed name of the death. */
    static Map<String, Set<RecordId>> reported(Contract contract, Collection<RecordEntry> records) {
        var reported = new HashMap<String, Set<RecordId>>();
        for (var entry : records) {
            var event = entry.event();
            if (event != null && day(contract.type(entry.state().type()), entry) != null) {
                reported.computeIfAbsent(event, unseen -> new HashSet<>())
                        .add(entry.state().id());
            }
        }
        return reported;
    }

    private static boolean has(RecordType type, RecordEntry entry, String field, int code) {
        return entry.state().value(type.path(field)).asLong(0) == code;
    }
}
