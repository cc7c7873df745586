package org.outreachsync.indicator.catalogue;

import java.time.LocalDate;

/** How long after something else a thing may happen to count. Days are days of the epoch. */
public sealed interface Delay {

    /** The first day on which it may happen. */
    long first(int day);

    /** The last day on which it may happen. */
    long last(int day);

    /** At most this many days lie between both. */
    int daysMax();

    /** On the same day or at most this many days later. */
    record Days(int days) implements Delay {
        @Override
        public long first(int day) {
            return day;
        }

        @Override
        public long last(int day) {
            return (long) day + days;
        }

        @Override
        public int daysMax() {
            return days;
        }
    }

    /** On a later day, less than this many months later: before the same day of that month, or before its last day. */
    record Months(int months) implements Delay {

        private static final int DAYS_OF_A_MONTH_MAX = 31;

        @Override
        public long first(int day) {
            return day + 1L;
        }

        @Override
        public long last(int day) {
            return LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay() - 1;
        }

        @Override
        public int daysMax() {
            return months * DAYS_OF_A_MONTH_MAX - 1;
        }
    }
}
