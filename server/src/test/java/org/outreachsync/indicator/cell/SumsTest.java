package org.outreachsync.indicator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sums and the numbers of their breakdowns, compared with maps. */
class SumsTest {

    private static final int ROUNDS = 300;
    private static final int STEPS = 2_000;

    @Test
    void sumsEqualAMapOfSums() {
        for (int seed = 1; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var expected = new TreeMap<Long, Long>();
            var sums = Sums.EMPTY;
            for (int batch = 0; batch < 4; batch++) {
                var before = entries(sums);
                var builder = new Sums.Builder(sums);
                for (int step = random.nextInt(60); step > 0; step--) {
                    long key = breakdown(random);
                    long value = random.nextLong(-5, 6);
                    if (random.nextInt(4) == 0) {
                        builder.atLeast(key, value);
                        expected.merge(key, value, Math::max);
                    } else {
                        builder.add(key, value);
                        expected.merge(key, value, Long::sum);
                    }
                }
                var after = builder.build();
                assertThat(entries(sums)).as("what was built, seed %d", seed).isEqualTo(before);
                assertThat(new ArrayList<>(entries(after).entrySet()))
                        .as("seed %d", seed)
                        .isEqualTo(new ArrayList<>(expected.entrySet()));
                sums = after;
            }
        }
    }

    @Test
    void aTableEqualsAMapOfMaps() {
        for (int seed = 1; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var expected = new TreeMap<String, TreeMap<Long, Long>>();
            var table = SumTable.EMPTY;
            for (int batch = 0; batch < 4; batch++) {
                var before = entries(table);
                var changed = new HashMap<String, Sums.Builder>();
                for (int step = random.nextInt(60); step > 0; step--) {
                    var measure = "M" + random.nextInt(5);
                    var known = table.of(measure);
                    long key = breakdown(random);
                    long value = random.nextLong(1, 6);
                    changed.computeIfAbsent(measure, unseen -> new Sums.Builder(known == null ? Sums.EMPTY : known))
                            .add(key, value);
                    expected.computeIfAbsent(measure, unseen -> new TreeMap<>()).merge(key, value, Long::sum);
                }
                var after = table.with(changed);
                assertThat(entries(table)).as("what was built, seed %d", seed).isEqualTo(before);
                assertThat(entries(after)).as("seed %d", seed).isEqualTo(expected);
                table = after;
            }
        }
    }

    private static Map<String, Map<Long, Long>> entries(SumTable table) {
        var entries = new TreeMap<String, Map<Long, Long>>();
        for (int place = 0; place < table.measures().size(); place++) {
            entries.put(table.measures().at(place), entries(table.at(place)));
        }
        return entries;
    }

    @Test
    void breakdownsAreNumberedInTheOrderInWhichTheyCome() {
        for (int seed = 1; seed <= ROUNDS / 10; seed++) {
            var random = new SplittableRandom(seed);
            var expected = new LinkedHashMap<Long, Integer>();
            var numbers = new KeyNumbers();
            for (int step = 0; step < STEPS; step++) {
                long key = random.nextBoolean() ? breakdown(random) : random.nextLong();
                int known = expected.size();
                assertThat(numbers.number(key))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(expected.computeIfAbsent(key, unseen -> known));
            }
            assertThat(numbers.all())
                    .as("seed %d", seed)
                    .containsExactly(expected.keySet().stream()
                            .mapToLong(Long::longValue)
                            .toArray());
        }
    }

    /** Keys that differ in their highest bits only, as those of sexes and age bands, must not meet in a few places. */
    @Test
    void breakdownsOfAllSexesAndAgeBandsAreLookedForInPlacesOfTheirOwn() {
        var first = new HashSet<Integer>();
        int keys = 0;
        for (int sex = 0; sex < 4; sex++) {
            for (int band = 0; band < 10; band++) {
                for (int item = 0; item < 5; item++) {
                    first.add(KeyNumbers.first(new Breakdown(sex, band, 1, 1, item).packed(), 512));
                    keys++;
                }
            }
        }
        assertThat(first).hasSizeGreaterThan(keys / 2);
    }

    private static Map<Long, Long> entries(Sums sums) {
        var entries = new LinkedHashMap<Long, Long>();
        sums.forEach(entries::put);
        return entries;
    }

    private static long breakdown(SplittableRandom random) {
        return new Breakdown(
                        random.nextInt(4), random.nextInt(6), random.nextInt(3), random.nextInt(3), random.nextInt(9))
                .packed();
    }
}
