package org.outreachsync.indicator.cohort;

import org.outreachsync.indicator.cube.Merges;

/** The days of events of persons, including those under merged numbers. */
final class PersonEvents {

    private final Merges merges;
    private final EventDays days;

    /**
     * By these.
     *
     * @param days the days of the events
     */
    PersonEvents(Merges merges, EventDays days) {
        this.merges = merges;
        this.days = days;
    }

    /**
     * The first day between two, both inclusive, or {@link EventDays#NEVER}.
     *
     * @param person the effective number
     */
    long next(int person, long from, long to) {
        long next = days.next(person, from, to);
        for (int number : merges.mergedInto(person)) {
            next = Math.min(next, days.next(number, from, to));
        }
        return next;
    }

    /** Whether there is an event between two days, both inclusive. */
    boolean happened(int person, long from, long to) {
        return next(person, from, to) != EventDays.NEVER;
    }
}
