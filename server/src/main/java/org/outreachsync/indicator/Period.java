package org.outreachsync.indicator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/**
 * A reporting period, in the notation of DHIS2: {@code 20260131}, {@code 2026W5}, {@code 202601}, {@code 2026Q1},
 * {@code 2026S1}, {@code 2026}, {@code 2026Oct} (October to September); or any {@code 2026-01-10..2026-02-20}.
 *
 * @param text as written
 * @param from the first day
 * @param to the last day
 */
public record Period(String text, LocalDate from, LocalDate to) {

    private static final Pattern FORM =
            Pattern.compile("(\\d{4})(?:(\\d{2})(\\d{2})|(\\d{2})|W(\\d{1,2})|Q([1-4])|S([12])|(Oct))?");
    private static final Pattern STRETCH = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.\\.(\\d{4}-\\d{2}-\\d{2})");
    private static final int YEARS_MAX = 20;
    /** The maximum number of days of a period: so many years with leap days, from any month. */
    private static final long DAYS_MAX = YEARS_MAX * 366L;

    private static final int YEAR_MAX = 9999;
    private static final int SHOWN = 40;

    /**
     * Parses a period.
     *
     * @throws RefusedException {@link Code#PARAMETER} if it is none, or longer than 20 years (7,320 days)
     */
    public static Period parse(String text) {
        try {
            var stretch = STRETCH.matcher(text);
            if (stretch.matches()) {
                return checked(text, LocalDate.parse(stretch.group(1)), LocalDate.parse(stretch.group(2)));
            }
            var form = FORM.matcher(text);
            if (form.matches()) {
                return calendar(text, form);
            }
        } catch (DateTimeException notADate) {
            throw refused(text);
        }
        throw refused(text);
    }

    /** A period of these days, with the notation of days. */
    public static Period of(LocalDate from, LocalDate to) {
        return new Period(Periodical.name(from, to), from, to);
    }

    /** A month. */
    public static Period of(YearMonth month) {
        return of(month.atDay(1), month.atEndOfMonth());
    }

    /** A year of the calendar. */
    public static Period ofYear(int year) {
        return of(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    /** The same days under their calendar name, if they have one: {@code 2026-07-01..2026-09-30} is {@code 2026Q3}. */
    public Period named() {
        return of(from, to);
    }

    /**
     * The period before: the same number of whole months if this period is made of whole months, otherwise the same
     * number of days.
     *
     * @throws RefusedException {@link Code#PARAMETER}, naming {@code compare}, if it would begin before the year 0,
     *     which cannot be written
     */
    public Period previous() {
        int months = wholeMonths();
        var begin = months > 0 ? from.minusMonths(months) : from.minusDays(days());
        if (begin.getYear() < 0) {
            throw Parameters.refused(
                    "compare", "There is nothing to compare with: the period before would begin before the year 0.");
        }
        return of(begin, from.minusDays(1));
    }

    /** The number of whole calendar months that it is made of; 0 if it is not. */
    public int wholeMonths() {
        boolean isWhole = from.getDayOfMonth() == 1 && to.plusDays(1).getDayOfMonth() == 1;
        return isWhole ? (int) ChronoUnit.MONTHS.between(from, to.plusDays(1)) : 0;
    }

    /** The number of days. */
    public long days() {
        return ChronoUnit.DAYS.between(from, to.plusDays(1));
    }

    private static Period calendar(String text, Matcher form) {
        int year = Integer.parseInt(form.group(1));
        if (form.group(2) != null) {
            var day = LocalDate.of(year, Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
            return checked(text, day, day);
        } else if (form.group(4) != null) {
            return months(text, YearMonth.of(year, Integer.parseInt(form.group(4))), 1);
        } else if (form.group(5) != null) {
            return week(text, year, Integer.parseInt(form.group(5)));
        } else if (form.group(6) != null) {
            return months(text, YearMonth.of(year, 3 * Integer.parseInt(form.group(6)) - 2), 3);
        } else if (form.group(7) != null) {
            return months(text, YearMonth.of(year, 6 * Integer.parseInt(form.group(7)) - 5), 6);
        } else if (form.group(8) != null) {
            return months(text, YearMonth.of(year, 10), 12);
        }
        return months(text, YearMonth.of(year, 1), 12);
    }

    private static Period week(String text, int year, int week) {
        // The fourth of January is always in the first ISO week.
        var inYear = LocalDate.of(year, 1, 4);
        if (week < 1
                || week
                        > IsoFields.WEEK_OF_WEEK_BASED_YEAR
                                .rangeRefinedBy(inYear)
                                .getMaximum()) {
            throw refused(text);
        }
        var monday = inYear.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(WeekFields.ISO.dayOfWeek(), 1);
        return checked(text, monday, monday.plusDays(6));
    }

    private static Period months(String text, YearMonth first, int count) {
        return checked(text, first.atDay(1), first.plusMonths(count - 1L).atEndOfMonth());
    }

    private static Period checked(String text, LocalDate from, LocalDate to) {
        var period = new Period(text, from, to);
        if (to.isBefore(from) || to.getYear() > YEAR_MAX) {
            throw refused(text);
        }
        if (period.days() > DAYS_MAX) {
            throw Parameters.refused(
                    "period", "Give a period of at most " + YEARS_MAX + " years.", Map.of("given", text));
        }
        return period;
    }

    private static RefusedException refused(String text) {
        var given = text.codePoints()
                .limit(SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return Parameters.refused(
                "period",
                "Give a period that the calendar has, its first day first, written as 20260131, 2026W5, 202601, 2026Q1, 2026S1, 2026, 2026Oct or 2026-01-10..2026-02-20.",
                Map.of("given", given.toString()));
    }
}
