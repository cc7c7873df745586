package org.outreachsync.indicator.cohort;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.PersonTally;
import org.outreachsync.indicator.cube.Selection;

/**
 * Counts the meetings of some persons. A meeting is a person at a site on a day: an exchange and a contact on the same
 * day are one meeting; an anonymous contact is none. Not thread-safe.
 */
public final class Meetings {

    private static final int FIRST_SIZE = 256;

    private final Merges merges;
    private final @Nullable PersonTally tally;
    /** The bits of the persons who were not met yet at this site on this day. */
    private final long[] toMeet;

    private int[] met = new int[FIRST_SIZE];
    private int metToday;
    private long total;

    private Meetings(Merges merges, BitSet persons, @Nullable PersonTally tally) {
        this.merges = merges;
        this.tally = tally;
        this.toMeet = persons.toLongArray();
    }

    /**
     * Counts.
     *
     * @param selection the sites and days
     * @param measures whose records are meetings
     * @param persons the persons to count meetings of
     * @param tally receives the meetings of each person, if given
     * @return the meetings of all of them
     */
    public static long count(
            Merges merges, Selection selection, List<String> measures, BitSet persons, @Nullable PersonTally tally) {
        var meetings = new Meetings(merges, persons, tally);
        selection.forEachDay(
                measures, meetings::next, (day, project, numbers, begin, end) -> meetings.meet(numbers, begin, end));
        meetings.next();
        return meetings.total;
    }

    private void meet(int[] numbers, int begin, int end) {
        int most = metToday + end - begin;
        if (most > met.length) {
            met = Arrays.copyOf(met, Math.max(most, 2 * met.length));
        }
        int count = metToday;
        for (int place = begin; place < end; place++) {
            int person = merges.standsFor(numbers[place]);
            int word = person / Long.SIZE;
            long bit = 1L << person;
            if (word < toMeet.length && (toMeet[word] & bit) != 0) {
                toMeet[word] ^= bit;
                met[count++] = person;
            }
        }
        metToday = count;
    }

    private void next() {
        for (int at = 0; at < metToday; at++) {
            int person = met[at];
            toMeet[person / Long.SIZE] |= 1L << person;
            if (tally != null) {
                tally.add(person, 1);
            }
        }
        total += metToday;
        metToday = 0;
    }
}
