package org.outreachsync.indicator.cell;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.indicator.cell.PersonColumn.On;
import org.outreachsync.wire.log.v1.StoredMonth;
import org.roaringbitmap.RoaringBitmap;

/** Encodes months. Equal months have equal bytes. */
final class MonthCodec {

    private static final Comparator<ClientFacts> BY_RECORD = Comparator.comparing(ClientFacts::record);

    private final StoredMonth.Builder stored = StoredMonth.newBuilder();
    private final KeyNumbers keys = new KeyNumbers();

    private MonthCodec() {}

    /** The month of these days. */
    static byte[] encode(SortedMap<Long, Cell> days) {
        return new MonthCodec().bytes(days);
    }

    private byte[] bytes(SortedMap<Long, Cell> days) {
        var sums = new TablesOfDays<>(days, Cell::sums, SumTable::measures);
        for (var measure : names(sums)) {
            var column = new WrittenSums();
            sums.forEach(measure, (day, table, place) -> column.add(day, table.at(place)));
            stored.addSums(column.written().setMeasure(index(measure)));
        }
        for (long key : keys.all()) {
            stored.addKeys(key);
        }
        var persons = new TablesOfDays<>(days, Cell::persons, PersonTable::measures);
        var dated = new TablesOfDays<>(days, Cell::dated, PersonTable::measures);
        for (var measure : names(persons, dated)) {
            stored.addPersons(persons(measure, persons, dated).setMeasure(index(measure)));
        }
        days.values().stream()
                .flatMap(cell -> cell.clients().stream())
                .sorted(BY_RECORD)
                .forEach(client -> stored.addClients(ClientCodec.encode(client)));
        return stored.build().toByteArray();
    }

    /** Sorted. They are collected in a set first, because most days have the same measures. */
    private static String[] names(TablesOfDays<?>... tables) {
        var names = new HashSet<String>();
        for (var table : tables) {
            table.addNamesTo(names);
        }
        var sorted = names.toArray(new String[0]);
        Arrays.sort(sorted);
        return sorted;
    }

    private int index(String measure) {
        stored.addMeasures(measure);
        return stored.getMeasuresCount() - 1;
    }

    /** Writes the sums of a measure, day by day. */
    private final class WrittenSums {

        private final StoredMonth.Sums.Builder column = StoredMonth.Sums.newBuilder();
        private boolean isAllOnes = true;
        private int before;

        private void add(int day, Sums counted) {
            int entries = column.getKeysCount();
            for (int at = 0; at < counted.size(); at++) {
                int key = keys.number(counted.breakdown(at));
                long rest = counted.value(at);
                isAllOnes &= rest == 1;
                // A value beyond an int is split into several entries.
                do {
                    int part = Math.clamp(rest, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    column.addKeys(key).addValues(part);
                    rest -= part;
                } while (rest != 0);
            }
            column.addDays(day - before).addDays(column.getKeysCount() - entries);
            before = day;
        }

        private StoredMonth.Sums.Builder written() {
            return isAllOnes ? column.clearValues() : column;
        }
    }

    /**
     * The persons of a measure. Cells of several days may have persons of one day, if the measure counts on another.
     */
    private static StoredMonth.Persons.Builder persons(
            String measure, TablesOfDays<PersonTable> persons, TablesOfDays<PersonTable> dated) {
        var written = new WrittenPersons();
        var together = new TreeMap<On, RoaringBitmap>();
        PersonColumn.Visitor joining = (day, project, numbers, begin, end) -> together.computeIfAbsent(
                        new On(day, project), unseen -> new RoaringBitmap())
                .addN(numbers, begin, end - begin);
        dated.forEach(measure, (day, table, place) -> table.forEach(place, joining));
        persons.forEach(measure, (day, table, place) -> table.forEach(place, together.isEmpty() ? written : joining));
        PersonColumn.of(together).forEach(written);
        return written.column;
    }

    /** Writes the persons of a measure, each as the difference to the one before. */
    private static final class WrittenPersons implements PersonColumn.Visitor {

        private final StoredMonth.Persons.Builder column = StoredMonth.Persons.newBuilder();
        private int before;

        @Override
        public void visit(int day, int project, int[] numbers, int begin, int end) {
            int last = 0;
            for (int at = begin; at < end; at++) {
                column.addNumbers(numbers[at] - last);
                last = numbers[at];
            }
            column.addDays(day - before).addDays(project).addDays(end - begin);
            before = day;
        }
    }

    static MonthCell decode(byte[] bytes, Breakdowns numbering) throws InvalidProtocolBufferException {
        var stored = StoredMonth.parseFrom(bytes);
        var numbers = stored.getKeysList().stream().mapToInt(numbering::number).toArray();
        var sums = new HashMap<String, SumColumn>();
        stored.getSumsList()
                .forEach(column -> sums.put(stored.getMeasures(column.getMeasure()), sums(column, numbers)));
        var persons = new HashMap<String, PersonColumn>();
        stored.getPersonsList()
                .forEach(column -> persons.put(stored.getMeasures(column.getMeasure()), persons(column)));
        List<ClientFacts> clients = new ArrayList<>(stored.getClientsCount());
        stored.getClientsList().forEach(client -> clients.add(ClientCodec.decode(client)));
        return new MonthCell(sums, persons, clients);
    }

    private static SumColumn sums(StoredMonth.Sums stored, int[] numbers) {
        var segments = new int[stored.getDaysCount()];
        int day = 0;
        int end = 0;
        for (int at = 0; at < segments.length; at += 2) {
            day += stored.getDays(at);
            end += stored.getDays(at + 1);
            segments[at] = day;
            segments[at + 1] = end;
        }
        var breakdowns = new int[stored.getKeysCount()];
        for (int at = 0; at < breakdowns.length; at++) {
            breakdowns[at] = numbers[stored.getKeys(at)];
        }
        if (stored.getValuesCount() == 0) {
            return new SumColumn(segments, breakdowns, null);
        }
        var values = new int[stored.getValuesCount()];
        for (int at = 0; at < values.length; at++) {
            values[at] = stored.getValues(at);
        }
        return new SumColumn(segments, breakdowns, values);
    }

    private static PersonColumn persons(StoredMonth.Persons stored) {
        var segments = new int[stored.getDaysCount()];
        var numbers = new int[stored.getNumbersCount()];
        int day = 0;
        int begin = 0;
        for (int at = 0; at < segments.length; at += 3) {
            day += stored.getDays(at);
            int end = begin + stored.getDays(at + 2);
            segments[at] = day;
            segments[at + 1] = stored.getDays(at + 1);
            segments[at + 2] = end;
            int number = 0;
            for (int person = begin; person < end; person++) {
                number += stored.getNumbers(person);
                numbers[person] = number;
            }
            begin = end;
        }
        return new PersonColumn(segments, numbers);
    }
}
