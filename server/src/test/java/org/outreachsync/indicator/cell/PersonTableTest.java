package org.outreachsync.indicator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.cell.PersonColumn.On;
import org.roaringbitmap.RoaringBitmap;

/** The persons of a cell, compared with maps of sets. */
class PersonTableTest {

    private static final int ROUNDS = 300;

    /** Where a person is counted. */
    private record Counted(String measure, On on, int person) {}

    @Test
    void whatIsAddedEqualsAMapOfSets() {
        for (int seed = 1; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var expected = new TreeMap<String, Map<On, Set<Integer>>>();
            var table = PersonTable.EMPTY;
            for (int batch = 0; batch < 4; batch++) {
                var before = sets(table);
                var builder = new PersonTableBuilder(table);
                for (int step = random.nextInt(60); step > 0; step--) {
                    var one = counted(random);
                    assertThat(builder.add(
                                    one.measure(), one.on().day(), one.on().project(), one.person()))
                            .as("whether %s is new, seed %d", one, seed)
                            .isEqualTo(put(expected, one));
                }
                var after = builder.build();
                assertThat(sets(table)).as("what was built, seed %d", seed).isEqualTo(before);
                assertThat(sets(after)).as("seed %d", seed).isEqualTo(expected);
                assertThat(everybody(after)).as("seed %d", seed).isEqualTo(everybody(expected));
                table = after;
            }
        }
    }

    @Test
    void personsThatComeTogetherCountOnce() {
        var first = new PersonTableBuilder(PersonTable.EMPTY);
        first.addAll("MET", 3, 1, RoaringBitmap.bitmapOf(1, 5, 9));
        var both = new PersonTableBuilder(first.build());
        both.addAll("MET", 3, 1, RoaringBitmap.bitmapOf(0, 5, 7, 9, 11));
        var table = both.build();
        assertThat(sets(table).values())
                .singleElement()
                .satisfies(days -> assertThat(days.values())
                        .singleElement()
                        .isEqualTo(new TreeSet<>(Arrays.asList(0, 1, 5, 7, 9, 11))));
        var met = new BitSet();
        table.forEach("MET", met::set);
        table.forEach("REGISTERED", met::set);
        assertThat(met.stream()).containsExactly(0, 1, 5, 7, 9, 11);
    }

    private static Counted counted(SplittableRandom random) {
        int person = random.nextBoolean() ? random.nextInt(1, 12) : random.nextInt(60_000, 70_000);
        return new Counted("M" + random.nextInt(4), new On(random.nextInt(-2, 3), random.nextInt(3)), person);
    }

    private static boolean put(Map<String, Map<On, Set<Integer>>> sets, Counted one) {
        return sets.computeIfAbsent(one.measure(), unseen -> new TreeMap<>())
                .computeIfAbsent(one.on(), unseen -> new TreeSet<>())
                .add(one.person());
    }

    /** The persons by measure, day and funding source; each must come once, in ascending order. */
    private static Map<String, Map<On, Set<Integer>>> sets(PersonTable table) {
        var sets = new TreeMap<String, Map<On, Set<Integer>>>();
        for (int place = 0; place < table.measures().size(); place++) {
            var days = new TreeMap<On, Set<Integer>>();
            table.forEach(place, (day, project, numbers, begin, end) -> {
                var persons = Arrays.stream(numbers, begin, end).boxed().toList();
                assertThat(persons).isSorted().doesNotHaveDuplicates();
                assertThat(days.put(new On(day, project), new TreeSet<>(persons)))
                        .isNull();
            });
            assertThat(sets.put(table.measures().at(place), days)).isNull();
        }
        return sets;
    }

    private static BitSet everybody(PersonTable table) {
        var all = new BitSet();
        table.forEach(all::set);
        return all;
    }

    private static BitSet everybody(Map<String, Map<On, Set<Integer>>> sets) {
        var all = new BitSet();
        sets.values().forEach(days -> days.values().forEach(persons -> persons.forEach(all::set)));
        return all;
    }
}
