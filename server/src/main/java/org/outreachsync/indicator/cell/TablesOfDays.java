package org.outreachsync.indicator.cell;

import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The tables of a month's days, read measure by measure. Measures are asked for in ascending order, so that none has to
 * be looked for.
 *
 * @param <T> a table of measures
 */
final class TablesOfDays<T> {

    private final SortedMap<Long, Cell> days;
    private final Function<Cell, T> table;
    private final Function<T, MeasureNames> measures;
    /** For each day the place of its next measure. */
    private final int[] places;

    TablesOfDays(SortedMap<Long, Cell> days, Function<Cell, T> table, Function<T, MeasureNames> measures) {
        this.days = days;
        this.table = table;
        this.measures = measures;
        this.places = new int[days.size()];
    }

    /** Adds the names of all measures to a set. */
    void addNamesTo(Set<String> names) {
        days.values().forEach(cell -> measures.apply(table.apply(cell)).addTo(names));
    }

    /** Receives where the table of a day has a measure. */
    @FunctionalInterface
    interface Visitor<T> {
        void visit(int day, T table, int place);
    }

    /** Visits the days that have a measure, in their order. */
    void forEach(String measure, Visitor<T> visitor) {
        int at = 0;
        for (var day : days.entrySet()) {
            var own = table.apply(day.getValue());
            if (measures.apply(own).isAt(places[at], measure)) {
                visitor.visit(Math.toIntExact(day.getKey()), own, places[at]++);
            }
            at++;
        }
    }
}
