package org.outreachsync.indicator.cube;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Values by month, in order. Months are numbers, because a question visits thousands of them.
 *
 * @param <T> the type of the values
 */
public final class ByMonth<T> {

    private static final int MONTHS = 12;

    private int[] months = {};
    private final List<T> values = new ArrayList<>();

    /** Receives the value of a month. */
    public interface Visitor<T> {
        void visit(int month, T value);
    }

    /** The number of a month. */
    public static int number(YearMonth month) {
        return month.getYear() * MONTHS + month.getMonthValue() - 1;
    }

    /** The number of a day's month. */
    public static int number(LocalDate day) {
        return day.getYear() * MONTHS + day.getMonthValue() - 1;
    }

    /** The first day of a month, in days since 1970. */
    public static long firstDay(int month) {
        return LocalDate.of(Math.floorDiv(month, MONTHS), Math.floorMod(month, MONTHS) + 1, 1)
                .toEpochDay();
    }

    /** The last day of a month, in days since 1970. */
    public static long lastDay(int month) {
        return firstDay(month + 1) - 1;
    }

    /** Sets the value of a month. */
    void put(int month, T value) {
        int at = Arrays.binarySearch(months, month);
        if (at >= 0) {
            values.set(at, value);
            return;
        }
        int place = -at - 1;
        var more = new int[months.length + 1];
        System.arraycopy(months, 0, more, 0, place);
        more[place] = month;
        System.arraycopy(months, place, more, place + 1, months.length - place);
        months = more;
        values.add(place, value);
    }

    void remove(int month) {
        int at = Arrays.binarySearch(months, month);
        if (at >= 0) {
            var fewer = new int[months.length - 1];
            System.arraycopy(months, 0, fewer, 0, at);
            System.arraycopy(months, at + 1, fewer, at, fewer.length - at);
            months = fewer;
            values.remove(at);
        }
    }

    boolean has(int month) {
        return Arrays.binarySearch(months, month) >= 0;
    }

    /** Whether no month has a value. */
    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Visits the months between two, both inclusive. */
    void forEach(int from, int to, Visitor<T> visitor) {
        int found = Arrays.binarySearch(months, from);
        for (int at = found >= 0 ? found : -found - 1; at < months.length && months[at] <= to; at++) {
            visitor.visit(months[at], values.get(at));
        }
    }

    /** All values, in the order of their months. */
    public Collection<T> values() {
        return Collections.unmodifiableList(values);
    }
}
