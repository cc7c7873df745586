package org.outreachsync.indicator.cell;

import java.util.Arrays;
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
        var segments = new Ints();
        var breakdowns = new Ints();
        var values = new Ints();
        for (var measure : TablesOfDays.names(tables)) {
            tables.forEach(measure, (day, table, place) -> {
                var counted = table.at(place);
                for (int at = 0; at < counted.size(); at++) {
                    int number = number(counted.breakdown(at));
                    long rest = counted.value(at);
                    do {
                        int part = SumColumn.part(rest);
                        breakdowns.add(number);
                        values.add(part);
                        rest -= part;
                    } while (rest != 0);
                }
                segments.add(day);
                segments.add(breakdowns.size());
            });
            columns.put(measure, SumColumn.of(segments.take(), breakdowns.take(), values.take()));
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

    /** Numbers that are still being added to. */
    private static final class Ints {

        private int[] numbers = new int[64];
        private int size;

        private void add(int number) {
            reserve(1);
            numbers[size++] = number;
        }

        private void addAll(int[] others, int begin, int end) {
            reserve(end - begin);
            System.arraycopy(others, begin, numbers, size, end - begin);
            size += end - begin;
        }

        private void reserve(int more) {
            if (size + more > numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.max(size + more, 2 * numbers.length));
            }
        }

        private int at(int place) {
            return numbers[place];
        }

        private int size() {
            return size;
        }

        /** The numbers; the next ones begin anew. */
        private int[] take() {
            var all = Arrays.copyOf(numbers, size);
            size = 0;
            return all;
        }
    }
}
