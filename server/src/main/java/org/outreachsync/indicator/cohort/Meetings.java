package org.outreachsync.indicator.cohort;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.People;
import org.outreachsync.indicator.cube.Selection;

/**
 * Finds meetings. A meeting is a person at a site on a day: an exchange and a contact on the same day are one meeting;
 * an anonymous contact is none. Not thread-safe.
 */
public final class Meetings {

    private final Merges merges;
    /** For each person, the number of the site and day of the last meeting found. */
    private final int[] metAt;

    private int at;

    public Meetings(People people) {
        this.merges = people.merges();
        this.metAt = new int[people.numberMax() + 1];
    }

    /**
     * Visits the person of each meeting.
     *
     * @param selection the sites and days
     * @param measures whose records are meetings
     * @param persons the persons to find meetings of
     */
    public void forEach(Selection selection, List<String> measures, BitSet persons, IntConsumer visitor) {
        selection.forEachDay(measures, (day, project, numbers, begin, end) -> {
            next();
            for (int place = begin; place < end; place++) {
                int person = merges.standsFor(numbers[place]);
                if (persons.get(person) && metAt[person] != at) {
                    metAt[person] = at;
                    visitor.accept(person);
                }
            }
        });
    }

    private void next() {
        if (at == Integer.MAX_VALUE) {
            Arrays.fill(metAt, 0);
            at = 0;
        }
        at++;
    }
}
