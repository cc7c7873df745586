package org.outreachsync.indicator.cohort;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.outreachsync.indicator.cube.ByMonth;

/** The days of some months on which persons, under the numbers of their records, were in a measure at any site. */
final class EventDays {

    /** No day. */
    static final long NEVER = Long.MAX_VALUE;

    private final long[] firstDays;
    private final int[] monthOfDay;
    private final int[][] months;

    /**
     * Over the months of some days.
     *
     * @param month gives the days of a month by the persons' numbers: the first day is bit 0
     */
    EventDays(LocalDate from, LocalDate to, IntFunction<int[]> month) {
        int first = ByMonth.number(from);
        int count = ByMonth.number(to) - first + 1;
        firstDays = new long[count + 1];
        months = new int[count][];
        for (int at = 0; at <= count; at++) {
            firstDays[at] = ByMonth.firstDay(first + at);
        }
        monthOfDay = new int[(int) (firstDays[count] - firstDays[0])];
        for (int at = 0; at < count; at++) {
            months[at] = month.apply(first + at);
            Arrays.fill(monthOfDay, (int) (firstDays[at] - firstDays[0]), (int) (firstDays[at + 1] - firstDays[0]), at);
        }
    }

    /** The first day of a person between two, both inclusive and of these months, or {@link #NEVER}. */
    long next(int number, long from, long to) {
        int month = monthOfDay[(int) (from - firstDays[0])];
        int days = days(month, number) & -1 << (int) (from - firstDays[month]);
        while (days == 0) {
            month++;
            if (month == months.length || firstDays[month] > to) {
                return NEVER;
            }
            days = days(month, number);
        }
        long day = firstDays[month] + Integer.numberOfTrailingZeros(days);
        return day <= to ? day : NEVER;
    }

    private int days(int month, int number) {
        return number < months[month].length ? months[month][number] : 0;
    }
}
