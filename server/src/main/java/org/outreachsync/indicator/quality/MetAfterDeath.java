package org.outreachsync.indicator.quality;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cube.Cube;

/** Persons who were met after a death that some sites had recorded when this was made. */
final class MetAfterDeath {

    private static final String DIED = "PERSONS_DIED_ON_A_DAY";
    private static final String MET = "PERSONS_ATTENDING";

    private final IntUnaryOperator effective;
    private final Map<Integer, Long> deaths = new HashMap<>();

    /** For deaths that these sites recorded on any day. Only within {@link Cube#read}. */
    MetAfterDeath(Cube cube, Collection<String> sites) {
        effective = cube.people().merges().now();
        sites.forEach(site -> cube.site(site)
                .personDays(DIED, PersonColumn.ALL_PROJECTS)
                .forEach(
                        LocalDate.MAX.toEpochDay(),
                        (number, day) -> deaths.merge(effective.applyAsInt(number), (long) day, Math::min)));
    }

    /** The number of persons who were met on the given days, at any site, after they had died. */
    int count(Map<Long, Cell> days) {
        var met = new BitSet();
        days.forEach((day, cell) -> cell.persons().forEach(MET, number -> {
            int person = effective.applyAsInt(number);
            if (deaths.getOrDefault(person, Long.MAX_VALUE) < day) {
                met.set(person);
            }
        }));
        return met.cardinality();
    }
}
