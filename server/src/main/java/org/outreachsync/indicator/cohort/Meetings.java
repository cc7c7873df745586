package org.outreachsync.indicator.cohort;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.cube.MeetingsOfMonth;
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
     * @param persons the persons to count meetings of, under their effective numbers
     * @param tally receives the meetings of each person, if given
     * @return the meetings of all of them
     */
    public static long count(
            Cube cube, Selection selection, List<String> measures, BitSet persons, @Nullable PersonTally tally) {
        var whole = selection.wholeMonths();
        long ofMonths = whole.isEmpty() ? 0 : ofMonths(cube, whole, selection, measures, persons, tally);
        return ofMonths + ofDays(cube, selection, measures, whole, persons, tally);
    }

    private static long ofDays(
            Cube cube,
            Selection selection,
            List<String> measures,
            BitSet without,
            BitSet persons,
            @Nullable PersonTally tally) {
        var meetings = new Meetings(cube.people().merges(), persons, tally);
        selection.forEachDay(
                measures,
                without,
                meetings::next,
                (day, project, numbers, begin, end) -> meetings.meet(numbers, begin, end));
        meetings.next();
        return meetings.total;
    }

    /** Those of months that are kept added up for all sites. */
    private static long ofMonths(
            Cube cube,
            BitSet months,
            Selection selection,
            List<String> measures,
            BitSet persons,
            @Nullable PersonTally tally) {
        var times = new int[cube.people().numberMax() + 1];
        int generation = cube.people().merges().generation();
        for (int month = months.nextSetBit(0); month >= 0; month = months.nextSetBit(month + 1)) {
            int number = month;
            cube.everywhere()
                    .meetings(measures, month, generation, () -> everybody(cube, selection.ofMonth(number), measures))
                    .addTo(times);
        }
        long total = 0;
        for (int person = persons.nextSetBit(0); person >= 0; person = persons.nextSetBit(person + 1)) {
            total += times[person];
            if (tally != null && times[person] > 0) {
                tally.add(person, times[person]);
            }
        }
        return total;
    }

    private static MeetingsOfMonth everybody(Cube cube, Selection month, List<String> measures) {
        var everybody = new BitSet();
        everybody.set(0, cube.people().numberMax() + 1);
        var tally = new PersonTally(cube.people());
        ofDays(cube, month, measures, new BitSet(), everybody, tally);
        return MeetingsOfMonth.of(tally);
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
