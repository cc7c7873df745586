package org.outreachsync.indicator.cell;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import org.outreachsync.wire.log.v1.StoredMonth;

/** Encodes months. Equal months have equal bytes. */
final class MonthCodec {

    private final StoredMonth.Builder head = StoredMonth.newBuilder();
    private final KeyNumbers keys = new KeyNumbers();
    private final WireBytes column = new WireBytes();

    private MonthCodec() {}

    /** The month of these days. */
    static byte[] encode(SortedMap<Long, Cell> days) {
        return new MonthCodec().bytes(days);
    }

    /** As the message would write itself: its fields in the order of their numbers. */
    private byte[] bytes(SortedMap<Long, Cell> days) {
        var sums = sums(days);
        for (long key : keys.all()) {
            head.addKeys(key);
        }
        var persons = persons(days);
        var tail = StoredMonth.newBuilder();
        MonthOfDays.clients(days).forEach(client -> tail.addClients(ClientCodec.encode(client)));
        return WireBytes.joined(
                head.build().toByteArray(), sums, persons, tail.build().toByteArray());
    }

    private WireBytes sums(SortedMap<Long, Cell> days) {
        var tables = new TablesOfDays<>(days, Cell::sums, SumTable::measures);
        var written = new WrittenSums();
        var all = new WireBytes();
        for (var measure : TablesOfDays.names(tables)) {
            tables.forEach(measure, (day, table, place) -> written.add(day, table.at(place)));
            column.clear();
            column.unsigned(StoredMonth.Sums.MEASURE_FIELD_NUMBER, index(measure));
            written.moveTo(column);
            all.field(StoredMonth.SUMS_FIELD_NUMBER, column);
        }
        return all;
    }

    private WireBytes persons(SortedMap<Long, Cell> days) {
        var persons = new PersonsOfDays(days);
        var written = new WrittenPersons();
        var all = new WireBytes();
        for (var measure : persons.measures()) {
            persons.forEach(measure, written);
            column.clear();
            column.unsigned(StoredMonth.Persons.MEASURE_FIELD_NUMBER, index(measure));
            written.moveTo(column);
            all.field(StoredMonth.PERSONS_FIELD_NUMBER, column);
        }
        return all;
    }

    private int index(String measure) {
        head.addMeasures(measure);
        return head.getMeasuresCount() - 1;
    }

    /** Writes the sums of a measure, day by day. */
    private final class WrittenSums {

        private final WireBytes daysOf = new WireBytes();
        private final WireBytes keysOf = new WireBytes();
        private final WireBytes values = new WireBytes();
        private boolean isAllOnes = true;
        private int before;

        private void add(int day, Sums counted) {
            int entries = 0;
            for (int at = 0; at < counted.size(); at++) {
                int key = keys.number(counted.breakdown(at));
                long rest = counted.value(at);
                isAllOnes &= rest == 1;
                do {
                    int part = SumColumn.part(rest);
                    keysOf.unsigned(key);
                    values.signed(part);
                    entries++;
                    rest -= part;
                } while (rest != 0);
            }
            daysOf.signed(day - before);
            daysOf.signed(entries);
            before = day;
        }

        /** Begins the next measure, too. */
        private void moveTo(WireBytes message) {
            message.field(StoredMonth.Sums.DAYS_FIELD_NUMBER, daysOf);
            message.field(StoredMonth.Sums.KEYS_FIELD_NUMBER, keysOf);
            if (!isAllOnes) {
                message.field(StoredMonth.Sums.VALUES_FIELD_NUMBER, values);
            }
            daysOf.clear();
            keysOf.clear();
            values.clear();
            isAllOnes = true;
            before = 0;
        }
    }

    /** Writes the persons of a measure, each as the difference to the one before. */
    private static final class WrittenPersons implements PersonColumn.Visitor {

        private final WireBytes days = new WireBytes();
        private final WireBytes all = new WireBytes();
        private int before;

        @Override
        public void visit(int day, int project, int[] numbers, int begin, int end) {
            int last = 0;
            for (int at = begin; at < end; at++) {
                all.signed(numbers[at] - last);
                last = numbers[at];
            }
            days.signed(day - before);
            days.signed(project);
            days.signed(end - begin);
            before = day;
        }

        /** Begins the next measure, too. */
        private void moveTo(WireBytes message) {
            message.field(StoredMonth.Persons.DAYS_FIELD_NUMBER, days);
            message.field(StoredMonth.Persons.NUMBERS_FIELD_NUMBER, all);
            days.clear();
            all.clear();
            before = 0;
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
