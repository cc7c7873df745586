package org.outreachsync.indicator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.log.v1.StoredCell;
import org.outreachsync.wire.log.v1.StoredMonth;
import org.roaringbitmap.RoaringBitmap;

/** Cells and months as they are stored, compared with maps and with what earlier servers wrote. */
class StoredCellsTest {

    private static final int ROUNDS = 200;
    private static final long DAY = 20_000;

    /** A sum, or whether a person was met; for a sum, the number is its breakdown. */
    private record Counted(String measure, long day, int project, long number) {}

    private final Map<Counted, Long> sums = new TreeMap<>(StoredCellsTest::compare);
    private final Set<Counted> persons = new TreeSet<>(StoredCellsTest::compare);

    private static int compare(Counted one, Counted other) {
        return one.toString().compareTo(other.toString());
    }

    @Test
    void aMonthHoldsWhatWasAddedToItsDays() throws InvalidProtocolBufferException {
        for (int seed = 1; seed <= ROUNDS; seed++) {
            sums.clear();
            persons.clear();
            var days = days(new SplittableRandom(seed));
            var bytes = MonthCodec.encode(days);
            assertThat(StoredMonth.parseFrom(bytes).toByteArray())
                    .as("as protobuf writes it, seed %d", seed)
                    .isEqualTo(bytes);
            var breakdowns = new Breakdowns();
            var month = MonthCodec.decode(bytes, breakdowns);
            assertThat(MonthOfDays.of(days, breakdowns).isSameAs(month))
                    .as("without its stored form, seed %d", seed)
                    .isTrue();
            assertThat(persons(month)).as("seed %d", seed).isEqualTo(persons);
            for (var sum : sums.entrySet()) {
                assertThat(onDay(month, sum.getKey()))
                        .as("%s, seed %d", sum.getKey(), seed)
                        .isEqualTo(sum.getValue());
            }
        }
    }

    /** Days of a month; batches add to some, and some are read from their stored form in between. */
    private SortedMap<Long, Cell> days(SplittableRandom random) throws InvalidProtocolBufferException {
        var days = new TreeMap<Long, Cell>();
        for (int batch = random.nextInt(1, 8); batch > 0; batch--) {
            long day = DAY + random.nextInt(4);
            var cell = days.getOrDefault(day, Cell.EMPTY).plus();
            for (int step = random.nextInt(40); step > 0; step--) {
                add(cell, day, random);
            }
            var built = cell.build();
            var stored = CellCodec.decode(day, CellCodec.encode(built));
            assertThat(stored.isSameAs(built)).isTrue();
            days.put(day, random.nextBoolean() ? built : stored);
        }
        return days;
    }

    private void add(Cell.Builder cell, long day, SplittableRandom random) {
        var measure = "M" + random.nextInt(4);
        int project = random.nextInt(3);
        int person = random.nextInt(1, 40);
        switch (random.nextInt(3)) {
            case 0 -> {
                long amount = random.nextInt(20) == 0 ? 3L << 40 : random.nextInt(1, 3);
                cell.add(measure, project, amount);
                sums.merge(new Counted(measure, day, 0, project), amount, Long::sum);
            }
            case 1 -> {
                var counted = new Counted(measure, day, project, person);
                boolean isAdded = cell.persons().add(measure, day, project, person);
                assertThat(persons.add(counted) || !isAdded).isTrue();
            }
            default -> {
                // Several days may have persons of one day and measure.
                long on = DAY + random.nextInt(6) - 1;
                cell.dated().add("DATED" + measure, on, project, person);
                persons.add(new Counted("DATED" + measure, on, project, person));
            }
        }
    }

    private static Set<Counted> persons(MonthCell month) {
        var found = new TreeSet<>(StoredCellsTest::compare);
        month.persons()
                .forEach((measure, column) -> column.forEach((day, project, numbers, begin, end) -> {
                    for (int at = begin; at < end; at++) {
                        assertThat(found.add(new Counted(measure, day, project, numbers[at])))
                                .isTrue();
                    }
                }));
        return found;
    }

    /** What a month has for one breakdown on one day. Breakdowns are numbered as they come, so all are added up. */
    private long onDay(MonthCell month, Counted sum) {
        var column = month.sums().get(sum.measure());
        var all = new long[1];
        assertThat(column).isNotNull();
        column.addTo(all, new int[64], sum.day(), sum.day());
        return all[0]
                - sums.entrySet().stream()
                        .filter(other -> other.getKey().measure().equals(sum.measure())
                                && other.getKey().day() == sum.day()
                                && other.getKey().number() != sum.number())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    @Test
    void whatEarlierServersWroteIsRead() throws InvalidProtocolBufferException {
        var record = new RecordId(1, 2);
        var stored = StoredCell.newBuilder()
                .addAllMeasures(List.of("CONTACTS", "MET", "ENTERED"))
                .addSums(StoredCell.Sums.newBuilder()
                        .setMeasure(0)
                        .addKeys(9)
                        .addValues(4)
                        .addKeys(7)
                        .addValues(5))
                .addPersons(set(1, 2, 3, 100_000))
                .addPersons(set(1, 0, 3))
                .addPersons(set(2, 0, 8).setDay((int) DAY - 3))
                .addPersons(set(2, 0, 9).setDay((int) DAY - 5))
                .addClients(ClientCodec.encode(new ClientFacts(3, record, DAY, 1, 1990, Set.of(4), 0, 2, DAY)))
                .build();
        var expected = new Cell.Builder();
        expected.add("CONTACTS", 7, 5);
        expected.add("CONTACTS", 9, 4);
        expected.persons().add("MET", DAY, 0, 3);
        expected.persons().add("MET", DAY, 2, 100_000);
        expected.persons().add("MET", DAY, 2, 3);
        expected.dated().add("ENTERED", DAY - 5, 0, 9);
        expected.dated().add("ENTERED", DAY - 3, 0, 8);
        expected.add(new ClientFacts(3, record, DAY, 1, 1990, Set.of(4), 0, 2, DAY));

        var read = CellCodec.decode(DAY, stored.toByteArray());
        assertThat(read.isSameAs(expected.build())).isTrue();
        assertThat(read.isSameAs(Cell.EMPTY)).isFalse();
        var again = StoredCell.parseFrom(CellCodec.encode(read));
        assertThat(again.getPersonsList().stream().map(set -> set.getNumbers()))
                .containsExactlyInAnyOrderElementsOf(stored.getPersonsList().stream()
                        .map(set -> set.getNumbers())
                        .toList());
    }

    private static StoredCell.Persons.Builder set(int measure, int project, int... persons) {
        var numbers = RoaringBitmap.bitmapOf(persons);
        var bytes = ByteBuffer.allocate(numbers.serializedSizeInBytes());
        numbers.serialize(bytes);
        return StoredCell.Persons.newBuilder()
                .setMeasure(measure)
                .setProject(project)
                .setNumbers(ByteString.copyFrom(bytes.flip()));
    }
}
