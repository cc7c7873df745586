package org.outreachsync.indicator.cohort;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.PersonDays;

/**
 * One day for each person, under their effective number: the first or the last that was visited. Reused for one
 * selection after the other.
 */
final class OneDayEach {

    /** The day of persons who were not visited. */
    static final int NEVER = Integer.MIN_VALUE;

    private final Merges merges;
    private final IntBinaryOperator which;
    private final BitSet seen = new BitSet();
    private int[] days = {};

    private OneDayEach(Merges merges, IntBinaryOperator which) {
        this.merges = merges;
        this.which = which;
    }

    static OneDayEach first(Merges merges) {
        return new OneDayEach(merges, Math::min);
    }

    static OneDayEach last(Merges merges) {
        return new OneDayEach(merges, Math::max);
    }

    /** Replaces the days by those visited, given under the numbers of records, possibly more than once per person. */
    void take(Consumer<PersonDays.Visitor> visits) {
        seen.clear();
        visits.accept((number, day) -> take(merges.standsFor(number), day));
    }

    private void take(int person, int day) {
        if (person >= days.length) {
            days = Arrays.copyOf(days, Math.max(person + 1, 2 * days.length));
        }
        days[person] = seen.get(person) ? which.applyAsInt(days[person], day) : day;
        seen.set(person);
    }

    int of(int person) {
        return seen.get(person) ? days[person] : NEVER;
    }

    /** Visits every person with a day. */
    void forEach(PersonDays.Visitor visitor) {
        for (int person = seen.nextSetBit(0); person >= 0; person = seen.nextSetBit(person + 1)) {
            visitor.visit(person, days[person]);
        }
    }
}
