package org.outreachsync.indicator.answer;

/** For every event of persons, whether something else of theirs came next within some days. */
final class Following {

    private final Merges merges;
    private final DaysOfPersons after;
    private final int days;

    /**
     * By these.
     *
     * @param after what may follow, on the same day or later
     * @param days within which it is to follow
     */
    Following(Merges merges, DaysOfPersons after, int days) {
        this.merges = merges;
        this.after = after;
        this.days = days;
    }

    /** Takes an event of a person. */
    interface Visitor {
        /**
         * Takes it.
         *
         * @param person under the number that counts
         * @param passed the days until something followed, or {@link DaysOfPersons#NEVER}
         */
        void visit(int person, long passed);
    }

    /** Visits all events, the last day first. */
    void forEach(Timeline events, Visitor visitor) {
        for (var segment : events.segments()) {
            for (int at = segment.begin(); at < segment.end(); at++) {
                int person = merges.standsFor(segment.numbers()[at]);
                visitor.visit(person, passed(person, segment.day()));
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
