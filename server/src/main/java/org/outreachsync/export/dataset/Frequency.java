package org.outreachsync.export.dataset;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.outreachsync.indicator.Period;

/** How often a data set is reported. Its periods are whole calendar months. */
public enum Frequency {
    MONTH(1, 1),
    QUARTER(3, 1),
    HALF_YEAR(6, 1),
    YEAR(12, 1),
    /** From October to September. */
    YEAR_FROM_OCTOBER(12, 10);

    /** A month in which a period of every frequency but the last begins. */
    private static final int FIRST_YEAR = 2000;

    private final int months;
    private final int firstMonth;

    Frequency(int months, int firstMonth) {
        this.months = months;
        this.firstMonth = firstMonth;
    }

    /** The number of months of a period. */
    public int months() {
        return months;
    }

    /** The name in files and requests, such as {@code half_year}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The period that a day is in. */
    public Period of(LocalDate day) {
        var origin = YearMonth.of(FIRST_YEAR, firstMonth);
        long before = Math.floorDiv(ChronoUnit.MONTHS.between(origin, YearMonth.from(day)), months);
        var first = origin.plusMonths(before * months);
        return Period.of(first.atDay(1), first.plusMonths(months - 1L).atEndOfMonth());
    }

    /** The last period that was over before a day. */
    public Period lastBefore(LocalDate day) {
        return of(of(day).from().minusDays(1));
    }

    /** Whether a period is one of these. */
    public boolean has(Period period) {
        var own = of(period.from());
        return own.from().equals(period.from()) && own.to().equals(period.to());
    }
}
