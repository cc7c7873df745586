package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Recipients who have this program, too: they make each table of a small world safe by themselves, with several
 * secrets, and keep those that would be published as what they got. This is stronger than what the policies promise.
 * The figures are measured, and held so that they do not get worse unseen; decision record 18 says what they mean.
 */
class AlgorithmAttackTest {

    private static final Policy POLICY = new Policy.Suppress();

    /**
     * All tables of one size with counts up to a greatest.
     *
     * @param below counts of 1 or more below it are small
     * @param attackedMax the greatest count of tables that are attacked: farther up, the end of the world tells
     */
    private record World(int rows, int columns, int below, int valueMax, int attackedMax) {

        int size() {
            return (int) Math.pow(valueMax + 1, rows * columns);
        }

        int[] values(int number) {
            var values = new int[rows * columns];
            for (int at = 0, rest = number; at < values.length; at++, rest /= valueMax + 1) {
                values[at] = rest % (valueMax + 1);
            }
            return values;
        }

        Table table(int[] values) {
            var sensitivity = new Sensitivity(below, false);
            var table = Table.builder();
            var inRow = new ArrayList<List<String>>();
            var inColumn = new ArrayList<List<String>>();
            IntStream.range(0, rows).forEach(row -> inRow.add(new ArrayList<>()));
            IntStream.range(0, columns).forEach(column -> inColumn.add(new ArrayList<>()));
            for (int at = 0; at < values.length; at++) {
                table.cell(new Cell("cell " + at, values[at], sensitivity, 0, true));
                inRow.get(at / columns).add("cell " + at);
                inColumn.get(at % columns).add("cell " + at);
            }
            table.cell(new Cell("all", IntStream.of(values).sum(), sensitivity, rows > 1 ? 2 : 1, true));
            if (rows == 1) {
                return table.relation(Relation.sum("all", inRow.getFirst())).build();
            }
            total(table, "row ", inRow, values, sensitivity);
            total(table, "column ", inColumn, values, sensitivity);
            return table.build();
        }

        private static void total(
                Table.Builder table, String kind, List<List<String>> parts, int[] values, Sensitivity sensitivity) {
            var names = new ArrayList<String>();
            for (var part : parts) {
                var name = kind + names.size();
                long value = part.stream()
                        .mapToLong(cell -> values[Integer.parseInt(cell.substring(5))])
                        .sum();
                table.cell(new Cell(name, value, sensitivity, 1, true)).relation(Relation.sum(name, part));
                names.add(name);
            }
            table.relation(Relation.sum("all", names));
        }
    }

    /** The share of small counts that became known exactly, in percent. */
    private static double exact(World world, int secrets) {
        var possible = new HashMap<Map<String, Told>, List<Set<Integer>>>();
        var published = new ArrayList<Map<String, Told>>();
        for (int number = 0; number < world.size() * secrets; number++) {
            int[] values = world.values(number / secrets);
            var told = published(world.table(values), number % secrets);
            published.add(told);
            var counts = possible.computeIfAbsent(
                    told,
                    all -> IntStream.range(0, values.length)
                            .<Set<Integer>>mapToObj(cell -> new HashSet<>())
                            .toList());
            IntStream.range(0, values.length).forEach(cell -> counts.get(cell).add(values[cell]));
        }
        long small = 0;
        long exact = 0;
        for (int number = 0; number < published.size(); number++) {
            int[] values = world.values(number / secrets);
            if (IntStream.of(values).max().orElse(0) <= world.attackedMax()) {
                var counts = possible.getOrDefault(published.get(number), List.of());
                for (int cell = 0; cell < values.length; cell++) {
                    if (values[cell] > 0 && values[cell] < world.below()) {
                        small++;
                        exact += counts.get(cell).size() == 1 ? 1 : 0;
                    }
                }
            }
        }
        double share = 100.0 * exact / small;
        System.out.printf("%s, %d secrets: %.2f %% of %d small counts known%n", world, secrets, share, small);
        return share;
    }

    private static Map<String, Told> published(Table table, int secret) {
        var bytes = ByteBuffer.allocate(Protection.SECRET_MIN).putInt(secret).array();
        return new Protection(POLICY, bytes).of(table) instanceof Release.Safe safe ? safe.told() : Map.of();
    }

    @Test
    void inOneSumNothingBecomesKnownWithoutTheSecret() {
        assertThat(exact(new World(1, 3, 5, 12, 6), 5)).isZero();
    }

    @Test
    void theSecretIsNeeded() {
        assertThat(exact(new World(1, 3, 5, 12, 6), 1)).isPositive();
    }

    @Test
    void inTwoByTwoFewBecomeKnown() {
        assertThat(exact(new World(2, 2, 5, 7, 4), 2)).isLessThan(5);
    }
}
