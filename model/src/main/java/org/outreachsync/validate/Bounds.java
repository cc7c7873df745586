package org.outreachsync.validate;

import java.time.LocalDate;

/**
 * What the programme allows at the time of the check.
 *
 * @param today the server's local date
 * @param programmeStart events before are refused
 * @param aheadDaysMax an event may lie so many days ahead of today; clocks and time zones differ by a day at most
 * @param lateDaysWarn an event older than so many days warns
 */
public record Bounds(LocalDate today, LocalDate programmeStart, int aheadDaysMax, int lateDaysWarn) {

    /** The usual bounds: one day ahead, a warning after 45 days. */
    public static Bounds of(LocalDate today, LocalDate programmeStart) {
        return new Bounds(today, programmeStart, 1, 45);
    }
}
