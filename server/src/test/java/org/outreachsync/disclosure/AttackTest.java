package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recipients with a solver of another maker attack random tables: of margins, regions, overlapping periods, parts of
 * parts, persons at several sites, and figures restated after late records. {@code make attacks} attacks more;
 * {@code -Dattack.tables=…} and {@code -Dattack.seed=…} attack as many and others.
 */
class AttackTest {

    private static final int TABLES = Integer.getInteger("attack.tables", 40);
    private static final long SEED = Long.getLong("attack.seed", 20261128);

    private static Table table(int number) {
        return new RandomTables(new Random(SEED + number)).next();
    }

    @ParameterizedTest
    @MethodSource("org.outreachsync.disclosure.ProtectionTest#policies")
    void noSmallCountBecomesKnown(Policy policy) {
        var all = Leaks.NONE;
        int refused = 0;
        for (int number = 0; number < TABLES; number++) {
            var table = table(number);
            if (Releases.of(policy, table) instanceof Release.Safe safe) {
                var found = Leaks.of(table, safe.told(), policy);
                assertThat(found).as("seed %d", SEED + number).isEqualTo(new Leaks(found.attacked(), 0, 0));
                all = all.and(found);
            } else {
                refused++;
            }
        }
        System.out.println("attack.seed " + SEED + ", " + policy + ": " + all + ", tables refused: " + refused);
        assertThat(all.attacked()).isGreaterThan(TABLES);
        assertThat(refused).as("tables that were refused").isLessThanOrEqualTo(TABLES / 500);
    }

    /** The attack would be worth nothing if it did not find what naive policies let out. */
    @Test
    void theAttackBitesOnNaivePolicies() {
        var suppress = new Policy.Suppress();
        var round = new Policy.Round(5);
        var smallOnly = Leaks.NONE;
        var oneMore = Leaks.NONE;
        var roundedOnly = Leaks.NONE;
        for (int number = 0; number < TABLES; number++) {
            var table = table(number);
            smallOnly = smallOnly.and(Leaks.of(table, Releases.eachByItself(suppress, table), suppress));
            oneMore = oneMore.and(Leaks.of(table, Releases.oneMoreInEachSum(table), suppress));
            roundedOnly = roundedOnly.and(Leaks.of(table, Releases.eachByItself(round, table), round));
        }
        System.out.println("attack.seed " + SEED + ", naive: small counts only: " + smallOnly
                + "; one more in each sum: " + oneMore + "; each count rounded by itself: " + roundedOnly);
        assertThat(smallOnly.exact()).isGreaterThan(smallOnly.attacked() / 5);
        assertThat(oneMore.exact()).isGreaterThan(oneMore.attacked() / 20);
        assertThat(roundedOnly.narrow()).isGreaterThan(0);
    }
}
