package org.outreachsync.indicator.cell;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.wire.log.v1.StoredMonth;

/** Encodes months. Equal months have equal bytes, whatever the numbers of their breakdowns. */
final class MonthCodec {

    private final StoredMonth.Builder stored = StoredMonth.newBuilder();
    private final Map<Long, Integer> keys = new HashMap<>();
    private final long[] breakdowns;

    private MonthCodec(Breakdowns numbering) {
        this.breakdowns = numbering.all();
    }

    static byte[] encode(MonthCell month, Breakdowns numbering) {
        return new MonthCodec(numbering).bytes(month);
    }

    private byte[] bytes(MonthCell month) {
        new TreeMap<>(month.sums()).forEach((measure, column) -> {
            stored.addMeasures(measure);
            stored.addSums(sums(column).setMeasure(stored.getMeasuresCount() - 1));
        });
        new TreeMap<>(month.persons()).forEach((measure, column) -> {
            stored.addMeasures(measure);
            stored.addPersons(persons(column).setMeasure(stored.getMeasuresCount() - 1));
        });
        month.clients().forEach(client -> stored.addClients(ClientCodec.encode(client)));
        return stored.build().toByteArray();
    }

    private StoredMonth.Sums.Builder sums(SumColumn column) {
        var sums = StoredMonth.Sums.newBuilder();
        int[] day = {0};
        column.forEachDay((on, entries) -> {
            sums.addDays(on - day[0]).addDays(entries);
            day[0] = on;
        });
        column.forEach((breakdown, value) -> {
            sums.addKeys(key(breakdowns[breakdown]));
            if (!column.isAllOnes()) {
                sums.addValues(value);
            }
        });
        return sums;
    }

    private int key(long breakdown) {
        return keys.computeIfAbsent(breakdown, unseen -> {
            stored.addKeys(breakdown);
            return stored.getKeysCount() - 1;
        });
    }

    private static StoredMonth.Persons.Builder persons(PersonColumn column) {
        var persons = StoredMonth.Persons.newBuilder();
        int[] before = {0};
        column.forEach((day, project, numbers, begin, end) -> {
            persons.addDays(day - before[0]).addDays(project).addDays(end - begin);
            before[0] = day;
            for (int at = begin; at < end; at++) {
                persons.addNumbers(at == begin ? numbers[at] : numbers[at] - numbers[at - 1]);
            }
        });
        return persons;
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
