package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recipients with a solver of another maker attack random tables: of margins, regions, overlapping periods, parts of
 * parts, persons at several sites, and figures restated after late records. {@code -Dtables=…} and {@code -Dseed=…}
 * attack more and others.
 */
class AttackTest {

    private static final int TABLES = Integer.getInteger("tables", 100);
    private static final long SEED = Long.getLong("seed", 20261128);

    /**
     * What attacks on some releases found.
     *
     * @param attacked small counts that were attacked
     * @param exact of these, that became known exactly
     * @param narrow of these, about which less remained open than the policy promises
     */
    private record Found(int attacked, int exact, int narrow) {

        Found and(Found other) {
            return new Found(attacked + other.attacked, exact + other.exact, narrow + other.narrow);
        }

        static Found of(Table table, Map<String, Told> told, Policy policy) {
            var attack = new Attack(table, told);
            var all = new Found(0, 0, 0);
            for (var cell : table.cells().values()) {
                if (cell.isSensitive()) {
                    var open = attack.on(cell.name());
                    var doubt = policy.doubt(cell);
                    boolean isNarrow = open.most() < Math.max(doubt.reach(), open.least() + doubt.spread());
                    all = all.and(new Found(1, open.least() == open.most() ? 1 : 0, isNarrow ? 1 : 0));
                }
            }
            return all;
        }
    }

    private static Table table(int number) {
        return new RandomTables(new Random(SEED + number)).next();
    }

    @ParameterizedTest
    @MethodSource("org.outreachsync.disclosure.ProtectionTest#policies")
    void noSmallCountBecomesKnown(Policy policy) {
        var all = new Found(0, 0, 0);
        int refused = 0;
        for (int number = 0; number < TABLES; number++) {
            var table = table(number);
            if (new Protection(policy).of(table) instanceof Release.Safe safe) {
                var found = Found.of(table, safe.told(), policy);
                assertThat(found).as("seed %d", SEED + number).isEqualTo(new Found(found.attacked(), 0, 0));
                all = all.and(found);
            } else {
                refused++;
            }
        }
        System.out.println("seeds from " + SEED + ", " + policy + ": " + all + ", tables refused: " + refused);
        assertThat(all.attacked()).isGreaterThan(TABLES);
        assertThat(refused).as("tables that were refused").isLessThanOrEqualTo(TABLES / 100);
    }

    /** The attack would be worth nothing if it did not find what naive policies let out. */
    @Test
    void theAttackBitesOnNaivePolicies() {
        var policy = new Policy.Suppress();
        var smallOnly = new Found(0, 0, 0);
        var oneMore = new Found(0, 0, 0);
        var roundedOnly = new Found(0, 0, 0);
        for (int number = 0; number < TABLES; number++) {
            var table = table(number);
            var small = first(table, policy);
            smallOnly = smallOnly.and(Found.of(table, small, policy));
            oneMore = oneMore.and(Found.of(table, oneMoreInEachSum(table, small), policy));
            roundedOnly = roundedOnly.and(Found.of(table, first(table, new Policy.Round(5)), new Policy.Round(5)));
        }
        System.out.println("small counts only: " + smallOnly + "; one more in each sum: " + oneMore
                + "; each count rounded by itself: " + roundedOnly);
        assertThat(smallOnly.exact()).isGreaterThan(smallOnly.attacked() / 5);
        assertThat(oneMore.narrow()).isGreaterThan(oneMore.attacked() / 20);
        assertThat(roundedOnly.narrow()).isGreaterThan(0);
    }

    private static Map<String, Told> first(Table table, Policy policy) {
        var told = new LinkedHashMap<String, Told>();
        table.cells().values().stream().filter(Cell::isTold).forEach(cell -> told.put(cell.name(), policy.first(cell)));
        return told;
    }

    /** What many programmes do by hand: where one part of a sum is left out, the smallest other part is, too. */
    private static Map<String, Told> oneMoreInEachSum(Table table, Map<String, Told> small) {
        var told = new LinkedHashMap<>(small);
        for (var relation : table.relations()) {
            var parts = new HashSet<>(relation.parts());
            parts.retainAll(told.keySet());
            var leftOut = leftOut(parts, told);
            if (leftOut.size() == 1) {
                parts.removeAll(leftOut);
                parts.stream()
                        .min((one, other) -> Long.compare(
                                table.cells().get(one).value(),
                                table.cells().get(other).value()))
                        .ifPresent(part -> told.put(part, new Told.LeftOut()));
            }
        }
        return told;
    }

    private static List<String> leftOut(Set<String> cells, Map<String, Told> told) {
        return cells.stream()
                .filter(cell -> told.get(cell) instanceof Told.LeftOut)
                .toList();
    }
}
