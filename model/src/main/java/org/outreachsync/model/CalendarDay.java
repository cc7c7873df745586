package org.outreachsync.model;

import java.time.DateTimeException;
import java.time.LocalDate;

/** A day of the calendar as people and files write it: four digits of the year, as in {@code 2026-01-31}. */
public final class CalendarDay {

    /** Java would also read a year with a sign and more digits, as in {@code +12026-01-31}. */
    private static final int LENGTH = 10;

    private CalendarDay() {}

    /**
     * Parses a day.
     *
     * @throws DateTimeException if it is none, or written in another way
     */
    public static LocalDate parse(String written) {
        if (written.length() != LENGTH) {
            throw new DateTimeException("the day \"" + written + "\" is not written like 2026-01-31");
        }
        return LocalDate.parse(written);
    }
}
