package org.outreachsync.indicator.cell;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Turns the cells of days into their month, as it would be read from its stored form. */
final class MonthOfDays {

    private static final Comparator<ClientFacts> BY_RECORD = Comparator.comparing(ClientFacts::record);

    private final SortedMap<Long, Cell> days;
    private final Breakdowns numbering;
    private final KeyNumbers keys = new KeyNumbers();
    /** The numbers of the keys that occurred so far. */
    private final Ints numbers = new Ints();

    private MonthOfDays(SortedMap<Long, Cell> days, Breakdowns numbering) {
        this.days = days;
        this.numbering = numbering;
    }

    /**
     * The month of these days.
     *
     * @param numbering of breakdowns in the month
     */
    static MonthCell of(SortedMap<Long, Cell> days, Breakdowns numbering) {
        var month = new MonthOfDays(days, numbering);
        return new MonthCell(month.sums(), month.persons(), clients(days));
    }

    /** What client records say, in the order of the records. */
    static List<ClientFacts> clients(SortedMap<Long, Cell> days) {
        return days.values().stream()
                .flatMap(cell -> cell.clients().stream())
                .sorted(BY_RECORD)
                .toList();
    }

    private Map<String, SumColumn> sums() {
        var tables = new TablesOfDays<>(days, Cell::sums, SumTable::measures);
        var columns = new HashMap<String, SumColumn>();
        var building = new SumColumnBuilder();
        for (var measure : TablesOfDays.names(tables)) {
            tables.forEach(measure, (day, table, place) -> {
                table.at(place).forEach((breakdown, value) -> building.add(number(breakdown), value));
                building.endDay(day);
            });
            columns.put(measure, building.build());
        }
        return columns;
    }

    private int number(long breakdown) {
        int own = keys.number(breakdown);
        if (own == numbers.size()) {
            numbers.add(numbering.number(breakdown));
        }
        return numbers.at(own);
    }

    private Map<String, PersonColumn> persons() {
        var persons = new PersonsOfDays(days);
        var columns = new HashMap<String, PersonColumn>();
        var segments = new Ints();
        var all = new Ints();
        for (var measure : persons.measures()) {
            persons.forEach(measure, (day, project, counted, begin, end) -> {
                all.addAll(counted, begin, end);
                segments.add(day);
                segments.add(project);
                segments.add(all.size());
            });
            columns.put(measure, new PersonColumn(segments.take(), all.take()));
        }
        return columns;
    }
}
