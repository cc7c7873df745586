package org.outreachsync.indicator.answer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import org.outreachsync.indicator.cell.PersonColumn;

/** The last day on which each person, under the number that counts, was in a measure. Used for one selection after the other. */
final class LastDays {

    /** The day of those who never were. */
    static final int NEVER = Integer.MIN_VALUE;

    private final Merges merges;
    private final BitSet seen = new BitSet();
    private int[] days = {};

    LastDays(Merges merges) {
        this.merges = merges;
    }

    /** Takes the days of somebody. */
    interface Visitor {
        void visit(int person, int day);
    }

    /** Takes those that a selection visits, in place of those before. */
    void take(Consumer<PersonColumn.Visitor> visits) {
        seen.stream().forEach(person -> days[person] = NEVER);
        seen.clear();
        visits.accept((day, project, numbers, begin, end) -> {
            for (int at = begin; at < end; at++) {
                take(merges.standsFor(numbers[at]), day);
            }
        });
    }

    private void take(int person, int day) {
        if (person >= days.length) {
            int held = days.length;
            days = Arrays.copyOf(days, Math.max(person + 1, 2 * held));
            Arrays.fill(days, held, days.length, NEVER);
        }
        seen.set(person);
        days[person] = Math.max(days[person], day);
    }

    int of(int person) {
        return person < days.length ? days[person] : NEVER;
    }

    /** Visits everybody who ever was. */
    void forEach(Visitor visitor) {
        for (int person = seen.nextSetBit(0); person >= 0; person = seen.nextSetBit(person + 1)) {
            visitor.visit(person, days[person]);
        }
    }
}
