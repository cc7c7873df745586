package org.outreachsync.indicator.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The tables of a month's days, read measure by measure. Measures are asked for in ascending order, so that none has to
 * be looked for.
 *
 * @param <T> a table of measures
 */
final class TablesOfDays<T> {

    private final int[] days;
    private final List<T> tables = new ArrayList<>();
    private final MeasureNames[] measures;
    /** For each day the place of its next measure. */
    private final int[] places;

    TablesOfDays(SortedMap<Long, Cell> cells, Function<Cell, T> table, Function<T, MeasureNames> measures) {
        this.days = new int[cells.size()];
        this.measures = new MeasureNames[days.length];
        this.places = new int[days.length];
        cells.forEach((day, cell) -> {
            int at = tables.size();
            tables.add(table.apply(cell));
            this.days[at] = Math.toIntExact(day);
            this.measures[at] = measures.apply(tables.get(at));
        });
    }

    /** The names of all measures, sorted. They are collected in a set first, because most days have the same. */
    static String[] names(TablesOfDays<?>... all) {
        var names = new HashSet<String>();
        for (var tables : all) {
            for (var ofDay : tables.measures) {
                ofDay.addTo(names);
            }
        }
        var sorted = names.toArray(new String[0]);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Receives where the table of a day has a measure. */
    @FunctionalInterface
    interface Visitor<T> {
        void visit(int day, T table, int place);
    }

    /** Visits the days that have a measure, in their order. */
    void forEach(String measure, Visitor<T> visitor) {
        for (int at = 0; at < days.length; at++) {
            if (measures[at].isAt(places[at], measure)) {
                visitor.visit(days[at], tables.get(at), places[at]++);
            }
        }
    }
}
