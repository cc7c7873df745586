package org.outreachsync.validate;

import java.time.LocalDate;

/**
 * The limits on dates at the time of a check.
 *
 * @param today the server's local date
 * @param programmeStart earlier events are refused; earlier other days, too, unless the contract says otherwise
 * @param aheadDaysMax an event may be at most this many days after today, since clocks and time zones may differ by a
 *     day; other days, too, unless the contract says otherwise
 * @param lateDaysWarn an event that is older than this many days causes a warning
 */
public record Bounds(LocalDate today, LocalDate programmeStart, int aheadDaysMax, int lateDaysWarn) {

    /**
     * A record that arrives more than this many days after its event is late. Until then, the figures of a period are
     * provisional.
     */
    public static final int LATE_DAYS = 45;

    /** The earliest plausible day in anybody's records. */
    public static final LocalDate EARLIEST = LocalDate.of(1930, 1, 1);

    /** The usual bounds: one day ahead, a warning after {@link #LATE_DAYS}. */
    public static Bounds of(LocalDate today, LocalDate programmeStart) {
        return new Bounds(today, programmeStart, 1, LATE_DAYS);
    }
}
