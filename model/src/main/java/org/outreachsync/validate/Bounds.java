package org.outreachsync.validate;

import java.time.LocalDate;

/**
 * What the programme allows at the time of the check.
 *
 * @param today the server's local date
 * @param programmeStart events before are refused, and other days where the contract does not say otherwise
 * @param aheadDaysMax an event may lie this many days ahead of today; clocks and time zones differ by a day at most. So
 *     may other days, where the contract does not say otherwise
 * @param lateDaysWarn an event older than so many days warns
 */
public record Bounds(LocalDate today, LocalDate programmeStart, int aheadDaysMax, int lateDaysWarn) {

    /**
     * What comes more than this many days after its event is late; until then, work of a period is still to be
     * expected.
     */
    public static final int LATE_DAYS = 45;

    /** No day of anybody's life with a programme lies before. */
    public static final LocalDate EARLIEST = LocalDate.of(1930, 1, 1);

    /** The usual bounds: one day ahead, a warning after {@link #LATE_DAYS}. */
    public static Bounds of(LocalDate today, LocalDate programmeStart) {
        return new Bounds(today, programmeStart, 1, LATE_DAYS);
    }
}
