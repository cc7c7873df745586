package org.outreachsync.indicator.answer;

/** For an event of a person, whether something else of theirs came next within some days. */
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

    /**
     * The days until something followed, or {@link DaysOfPersons#NEVER}.
     *
     * @param person under the number that counts
     * @param day of the event
     */
    long passed(int person, int day) {
        long next = after.next(person, day, day + days);
        for (int number : merges.mergedInto(person)) {
            next = Math.min(next, after.next(number, day, day + days));
        }
        return next == DaysOfPersons.NEVER ? DaysOfPersons.NEVER : next - day;
    }
}
