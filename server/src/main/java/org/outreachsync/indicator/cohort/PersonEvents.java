package org.outreachsync.indicator.cohort;

import org.outreachsync.indicator.cube.Merges;

/** When something happened to persons, whoever they turned out to be. */
final class PersonEvents {

    private final Merges merges;
    private final EventDays days;

    /**
     * By these.
     *
     * @param days on which it happened
     */
    PersonEvents(Merges merges, EventDays days) {
        this.merges = merges;
        this.days = days;
    }

    /**
     * The first day between two, both inclusive, or {@link EventDays#NEVER}.
     *
     * @param person under the number that counts
     */
    long next(int person, long from, long to) {
        long next = days.next(person, from, to);
        for (int number : merges.mergedInto(person)) {
            next = Math.min(next, days.next(number, from, to));
        }
        return next;
    }

    /** Whether it happened between two days, both inclusive. */
    boolean happened(int person, long from, long to) {
        return next(person, from, to) != EventDays.NEVER;
    }
}
