package org.outreachsync.indicator.cohort;

import java.util.Arrays;
import java.util.function.Consumer;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.PersonDays;

/** The days of one kind of event for each person, under their effective numbers, at any site. */
final class DaysOfPersons {

    /** A day earlier than all others. */
    static final long BEFORE_ALL = Long.MIN_VALUE;
    /** A day later than all others. */
    static final long NEVER = Long.MAX_VALUE;

    private final int[] ends;
    private final int[] days;

    private DaysOfPersons(int[] ends, int[] days) {
        this.ends = ends;
        this.days = days;
    }

    /**
     * Of these visits.
     *
     * @param numberMax the highest number of a person; all visited numbers are at most that
     * @param visits visits the same days whenever it is called, under the numbers of records
     */
    static DaysOfPersons of(Merges merges, int numberMax, Consumer<PersonDays.Visitor> visits) {
        var ends = new int[numberMax + 1];
        visits.accept((number, day) -> ends[merges.standsFor(number)]++);
        for (int person = 1; person <= numberMax; person++) {
            ends[person] += ends[person - 1];
        }
        var days = new int[ends[numberMax]];
        // Filled from the end of each person's days, so that afterwards the places are where they begin.
        var places = ends.clone();
        visits.accept((number, day) -> days[--places[merges.standsFor(number)]] = day);
        for (int person = 0; person <= numberMax; person++) {
            if (ends[person] - places[person] > 1) {
                Arrays.sort(days, places[person], ends[person]);
            }
        }
        return new DaysOfPersons(ends, days);
    }

    /** The last day of a person before a day, or {@link #BEFORE_ALL}. */
    long lower(int person, long day) {
        int at = place(person, day) - 1;
        return at < begin(person) ? BEFORE_ALL : days[at];
    }

    /** The last day of a person on or before a day, or {@link #BEFORE_ALL}. */
    long floor(int person, long day) {
        return lower(person, day == NEVER ? NEVER : day + 1);
    }

    /** The first day of a person on or after a day, or {@link #NEVER}. */
    long ceiling(int person, long day) {
        int at = place(person, day);
        return at == ends[person] ? NEVER : days[at];
    }

    /** The first day of a person after a day, or {@link #NEVER}. */
    long higher(int person, long day) {
        return day == NEVER ? NEVER : ceiling(person, day + 1);
    }

    /** Whether a day is among those of a person. */
    boolean has(int person, long day) {
        return ceiling(person, day) == day && day != NEVER;
    }

    /** Where the first day of a person on or after a day is, or would be. Some have an event each day, for years. */
    private int place(int person, long day) {
        int low = begin(person);
        int high = ends[person];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int begin(int person) {
        return person == 0 ? 0 : ends[person - 1];
    }
}
