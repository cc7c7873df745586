package org.outreachsync.indicator.cohort;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.PersonTally;
import org.outreachsync.indicator.cube.Selection;

/** The days of a selection on which persons were in care: from entering to the day before leaving, up to yesterday. */
public final class PersonTime {

    private static final int DAY_BITS = 16;

    private final Merges merges;
    private final Spells spells;
    private final long today;

    public PersonTime(Merges merges, Spells spells, LocalDate today) {
        this.merges = merges;
        this.spells = spells;
        this.today = today.toEpochDay();
    }

    /**
     * Counts the days of each person, each day once.
     *
     * @param to the last day of entering
     */
    public void count(Selection selection, String entering, LocalDate to, PersonTally tally) {
        long first = selection.stretches().stream()
                .mapToLong(stretch -> stretch.from().toEpochDay())
                .min()
                .orElse(0);
        var stays = LongStream.builder();
        selection.forEachEver(entering, to, (stretch, number, day) -> {
            int person = merges.standsFor(number);
            long begin = Math.max(day, stretch.from().toEpochDay());
            long end = Math.min(
                    Math.min(spells.next(person, day), today), stretch.to().toEpochDay() + 1);
            if (begin < end) {
                stays.add(packed(person, begin - first, end - first));
            }
        });
        count(stays.build().toArray(), tally);
    }

    /** So that stays are sorted by person, then by their beginning. A period is shorter than these bits can tell. */
    private static long packed(int person, long begin, long end) {
        return (long) person << Integer.SIZE | begin << DAY_BITS | end;
    }

    private static void count(long[] stays, PersonTally tally) {
        Arrays.sort(stays);
        int person = -1;
        int counted = 0;
        for (long stay : stays) {
            int next = (int) (stay >> Integer.SIZE);
            int begin = (int) stay >>> DAY_BITS;
            int end = (int) stay & (1 << DAY_BITS) - 1;
            counted = next == person ? Math.max(counted, begin) : begin;
            person = next;
            if (counted < end) {
                tally.add(person, end - counted);
                counted = end;
            }
        }
    }
}
