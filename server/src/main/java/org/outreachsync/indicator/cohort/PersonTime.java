package org.outreachsync.indicator.cohort;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.Selection;

/** The days of a selection on which persons were in care: from entering to the day before leaving, up to yesterday. */
public final class PersonTime {

    private final Merges merges;
    private final Spells spells;
    private final long today;

    public PersonTime(Merges merges, Spells spells, LocalDate today) {
        this.merges = merges;
        this.spells = spells;
        this.today = today.toEpochDay();
    }

    /**
     * The days by person.
     *
     * @param to the last day of entering
     * @return by effective number; bit 0 is the first day of the selection
     */
    public Map<Integer, BitSet> of(Selection selection, String entering, LocalDate to) {
        var days = new HashMap<Integer, BitSet>();
        long first = selection.stretches().stream()
                .mapToLong(stretch -> stretch.from().toEpochDay())
                .min()
                .orElse(0);
        selection.forEachEver(entering, to, (stretch, number, day) -> {
            int person = merges.standsFor(number);
            long begin = Math.max(day, stretch.from().toEpochDay());
            long end = Math.min(
                    Math.min(spells.next(person, day), today), stretch.to().toEpochDay() + 1);
            if (begin < end) {
                days.computeIfAbsent(person, unseen -> new BitSet()).set((int) (begin - first), (int) (end - first));
            }
        });
        return days;
    }
}
