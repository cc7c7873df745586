package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables by hand, whose safe form can be followed with a pencil. */
class ProtectionTest {

    private static final Sensitivity BELOW_5 = new Sensitivity(5, false);

    static List<Policy> policies() {
        return List.of(new Policy.Suppress(), new Policy.Round(5));
    }

    private static Table.Builder ofTwoSexes(long women, long men) {
        return Table.builder()
                .cell(new Cell("women", women, BELOW_5, 0, true))
                .cell(new Cell("men", men, BELOW_5, 0, true))
                .cell(new Cell("all", women + men, BELOW_5, 1, true))
                .relation(Relation.sum("all", List.of("women", "men")));
    }

    private static Release.Safe safe(Policy policy, Table table) {
        return (Release.Safe) new Protection(policy).of(table);
    }

    @Test
    void aSmallCountTakesItsSisterWithIt() {
        assertThat(safe(new Policy.Suppress(), ofTwoSexes(3, 40).build()).told())
                .containsEntry("women", new Told.LeftOut())
                .containsEntry("men", new Told.LeftOut())
                .containsEntry("all", new Told.Exact(43));
    }

    @Test
    void twoSmallCountsTakeTheirTotalWithThem() {
        assertThat(safe(new Policy.Suppress(), ofTwoSexes(3, 1).build()).told().values())
                .containsOnly(new Told.LeftOut());
    }

    @Test
    void greatCountsAndZerosAreTold() {
        assertThat(safe(new Policy.Suppress(), ofTwoSexes(0, 40).build()).told())
                .containsEntry("women", new Told.Exact(0))
                .containsEntry("men", new Told.Exact(40))
                .containsEntry("all", new Told.Exact(40));
    }

    @Test
    void aFewIsSaidOfUpToTwoMoreThanTheThreshold() {
        assertThat(safe(new Policy.Round(5), ofTwoSexes(7, 40).build()).told())
                .containsEntry("women", new Told.Few(new Range(1, 7)))
                .containsEntry("men", new Told.Rounded(40, new Range(38, 42)))
                .containsEntry("all", new Told.Rounded(45, new Range(43, 47)));
    }

    @Test
    void everybodyOrNobodyTellsTooWhereItIsSaidOfAPerson() {
        var tested = Table.builder()
                .cell(new Cell("tested", 6, BELOW_5, 1, true))
                .cell(new Cell("positive", 6, BELOW_5, 0, true))
                .cell(new Cell("negative", 0, new Sensitivity(5, true), 0, false))
                .relation(Relation.sum("tested", List.of("positive", "negative")))
                .build();
        assertThat(safe(new Policy.Suppress(), tested).told())
                .containsEntry("positive", new Told.LeftOut())
                .containsEntry("tested", new Told.Exact(6));
    }

    @Test
    void whatIsKnownAlreadyCannotBeTakenBack() {
        var known = ofTwoSexes(3, 40).known("women", new Range(3, 4)).build();
        assertThat(new Protection(new Policy.Suppress()).of(known)).isEqualTo(new Release.Unsafe(List.of("women")));
    }

    @Test
    void anOwnersDecisionTellsEverything() {
        assertThat(safe(new Policy.Exact(), ofTwoSexes(3, 1).build()).told())
                .containsEntry("women", new Told.Exact(3))
                .containsEntry("men", new Told.Exact(1))
                .containsEntry("all", new Told.Exact(4));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theSameTableGivesTheSameRelease(Policy policy) {
        for (int seed = 0; seed < 20; seed++) {
            var once = new Protection(policy).of(new RandomTables(new Random(seed)).next());
            var again = new Protection(policy).of(new RandomTables(new Random(seed)).next());
            assertThat(again).as("seed %d", seed).isEqualTo(once);
        }
    }
}
