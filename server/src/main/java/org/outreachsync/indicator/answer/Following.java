package org.outreachsync.indicator.answer;

import java.util.List;

/** For every event of persons, whether something else of theirs came next within some days. */
final class Following {

    private final Merges merges;
    private final List<Timeline> events;
    private final DaysOfPersons after;
    private final int days;

    /**
     * Of these.
     *
     * @param events of several selections
     * @param after what may follow them, on the same day or later
     * @param days within which it is to follow
     */
    Following(Merges merges, List<Timeline> events, DaysOfPersons after, int days) {
        this.merges = merges;
        this.events = events;
        this.after = after;
        this.days = days;
    }

    /** Takes an event of a person. */
    interface Visitor {
        /**
         * Takes it.
         *
         * @param selection which of the selections
         * @param person under the number that counts
         * @param passed the days until something followed, or {@link DaysOfPersons#NEVER}
         */
        void visit(int selection, int person, long passed);
    }

    /** Visits all events, the last day of each selection first. */
    void forEach(Visitor visitor) {
        for (int selection = 0; selection < events.size(); selection++) {
            for (var segment : events.get(selection).all().reversed()) {
                for (int at = segment.begin(); at < segment.end(); at++) {
                    int person = merges.standsFor(segment.numbers()[at]);
                    visitor.visit(selection, person, passed(person, segment.day()));
                }
            }
        }
    }

    private long passed(int person, int day) {
        long next = after.next(person, day, day + days);
        for (int number : merges.mergedInto(person)) {
            next = Math.min(next, after.next(number, day, day + days));
        }
        return next == DaysOfPersons.NEVER ? DaysOfPersons.NEVER : next - day;
    }
}
