package org.outreachsync.indicator.cell;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.outreachsync.indicator.cell.Cell.PersonSet;
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
        var measures = new TreeSet<String>();
        var persons = new TreeMap<String, SortedMap<On, RoaringBitmap>>();
        var clients = new ArrayList<ClientFacts>();
        days.forEach((day, cell) -> {
            measures.addAll(cell.sums().keySet());
            cell.persons().forEach((set, numbers) -> add(persons, set, day, numbers));
            cell.dated().forEach((set, dated) -> dated.forEach((on, numbers) -> add(persons, set, on, numbers)));
            clients.addAll(cell.clients());
        });
        measures.forEach(measure -> stored.addSums(sums(measure, days).setMeasure(index(measure))));
        for (long key : keys.all()) {
            stored.addKeys(key);
        }
        persons.forEach((measure, on) -> stored.addPersons(persons(on).setMeasure(index(measure))));
        clients.sort(BY_RECORD);
        clients.forEach(client -> stored.addClients(ClientCodec.encode(client)));
        return stored.build().toByteArray();
    }

    private static void add(
            Map<String, SortedMap<On, RoaringBitmap>> persons, PersonSet set, long day, RoaringBitmap numbers) {
        persons.computeIfAbsent(set.measure(), unseen -> new TreeMap<>())
                .merge(new On(day, set.project()), numbers, (one, other) -> RoaringBitmap.or(one, other));
    }

    private int index(String measure) {
        stored.addMeasures(measure);
        return stored.getMeasuresCount() - 1;
    }

    private StoredMonth.Sums.Builder sums(String measure, SortedMap<Long, Cell> days) {
        var column = StoredMonth.Sums.newBuilder();
        boolean isAllOnes = true;
        int before = 0;
        for (var day : days.entrySet()) {
            var counted = day.getValue().sums(measure);
            if (counted == null) {
                continue;
            }
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
            int on = Math.toIntExact(day.getKey());
            column.addDays(on - before).addDays(column.getKeysCount() - entries);
            before = on;
        }
        return isAllOnes ? column.clearValues() : column;
    }

    private static StoredMonth.Persons.Builder persons(SortedMap<On, RoaringBitmap> days) {
        var column = StoredMonth.Persons.newBuilder();
        int before = 0;
        for (var on : days.entrySet()) {
            int counted = column.getNumbersCount();
            int last = 0;
            for (var numbers = on.getValue().getIntIterator(); numbers.hasNext(); ) {
                int number = numbers.next();
                column.addNumbers(number - last);
                last = number;
            }
            int day = Math.toIntExact(on.getKey().day());
            column.addDays(day - before).addDays(on.getKey().project()).addDays(column.getNumbersCount() - counted);
            before = day;
        }
        return column;
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
