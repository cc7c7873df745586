package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.LinkedHashMap;
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

    private static final Told LEFT_OUT = new Told.LeftOut(Range.NOT_ZERO);

    @Test
    void aSmallCountTakesItsSisterWithIt() {
        assertThat(Releases.safe(new Policy.Suppress(), ofTwoSexes(3, 40).build()))
                .containsEntry("women", LEFT_OUT)
                .containsEntry("men", LEFT_OUT)
                .containsEntry("all", new Told.Exact(43));
    }

    @Test
    void twoSmallCountsTakeTheirTotalWithThem() {
        assertThat(Releases.safe(new Policy.Suppress(), ofTwoSexes(3, 1).build())
                        .values())
                .containsOnly(LEFT_OUT);
    }

    @Test
    void greatCountsAndZerosAreTold() {
        assertThat(Releases.safe(new Policy.Suppress(), ofTwoSexes(0, 40).build()))
                .containsEntry("women", new Told.Exact(0))
                .containsEntry("men", new Told.Exact(40))
                .containsEntry("all", new Told.Exact(40));
    }

    @Test
    void aFewIsSaidOfUpToTwoMoreThanTheThreshold() {
        assertThat(Releases.safe(new Policy.Round(5), ofTwoSexes(7, 40).build()))
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
        assertThat(Releases.safe(new Policy.Suppress(), tested))
                .containsEntry("positive", LEFT_OUT)
                .containsEntry("tested", new Told.Exact(6));
    }

    @Test
    void whatIsKnownAlreadyCannotBeTakenBack() {
        var known = ofTwoSexes(3, 40).known("women", new Range(3, 4)).build();
        assertThat(Releases.of(new Policy.Suppress(), known)).isEqualTo(new Release.Unsafe(List.of("women")));
    }

    /** Told that nobody is in B, recipients would know that A is 3 to 6. */
    @Test
    void whereAZeroTellsTooMuchBesideWhatIsKnownItIsLeftOut() {
        var known = Table.builder()
                .cell(new Cell("A", 3, BELOW_5, 0, true))
                .cell(new Cell("B", 0, BELOW_5, 0, true))
                .cell(new Cell("C", 6, BELOW_5, 0, true))
                .cell(new Cell("all", 9, BELOW_5, 1, true))
                .relation(Relation.sum("all", List.of("A", "B", "C")))
                .known("all", new Range(9, 12))
                .known("C", Range.of(6))
                .build();
        assertThat(Releases.safe(new Policy.Suppress(), known)).containsEntry("B", new Told.LeftOut(Range.ANY));
    }

    @Test
    void anOwnersDecisionTellsEverything() {
        assertThat(Releases.safe(new Policy.Exact(), ofTwoSexes(3, 1).build()))
                .containsEntry("women", new Told.Exact(3))
                .containsEntry("men", new Told.Exact(1))
                .containsEntry("all", new Told.Exact(4));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theSameTableGivesTheSameRelease(Policy policy) {
        for (int seed = 0; seed < 20; seed++) {
            var once = Releases.of(policy, new RandomTables(new Random(seed)).next());
            var again = Releases.of(policy, new RandomTables(new Random(seed)).next());
            assertThat(again).as("seed %d", seed).isEqualTo(once);
        }
    }

    /** Everybody knows that zeros are told, so a count that is left out is not zero. */
    @Test
    void aZeroIsNeverLeftOut() {
        var three = Table.builder()
                .cell(new Cell("A", 1, BELOW_5, 0, true))
                .cell(new Cell("B", 0, BELOW_5, 0, true))
                .cell(new Cell("C", 5, BELOW_5, 0, true))
                .cell(new Cell("all", 6, BELOW_5, 1, true))
                .relation(Relation.sum("all", List.of("A", "B", "C")))
                .build();
        assertThat(Releases.safe(new Policy.Suppress(), three))
                .containsEntry("A", LEFT_OUT)
                .containsEntry("B", new Told.Exact(0))
                .containsEntry("C", LEFT_OUT)
                .containsEntry("all", new Told.Exact(6));
    }

    @Test
    void whichOfSeveralIsLeftOutDependsOnTheSecretAndNotOnTheCounts() {
        var chosen = new HashSet<String>();
        for (byte secret = 0; secret < 20; secret++) {
            var bytes = new byte[Protection.SECRET_MIN];
            bytes[0] = secret;
            for (long more = 0; more < 3; more++) {
                var release = new Protection(new Policy.Suppress(), bytes).of(ofThree(3, 40 + more, 41));
                var told = ((Release.Safe) release).told();
                chosen.add(secret + " " + (told.get("B") instanceof Told.LeftOut ? "B" : "C"));
            }
        }
        assertThat(chosen).hasSize(20);
        assertThat(chosen.stream().map(one -> one.split(" ", -1)[1]).distinct()).containsExactlyInAnyOrder("B", "C");
    }

    private static Table ofThree(long a, long b, long c) {
        return Table.builder()
                .cell(new Cell("A", a, BELOW_5, 0, true))
                .cell(new Cell("B", b, BELOW_5, 0, true))
                .cell(new Cell("C", c, BELOW_5, 0, true))
                .cell(new Cell("all", a + b + c, BELOW_5, 1, true))
                .relation(Relation.sum("all", List.of("A", "B", "C")))
                .build();
    }

    @Test
    void aTableThatIsTooLargeIsRefusedByName() {
        var builder = Table.builder();
        for (int cell = 0; cell <= Table.CELLS_MAX; cell++) {
            builder.cell(new Cell("cell " + cell, 40, BELOW_5, 0, true));
        }
        assertThat(Releases.of(new Policy.Suppress(), builder.build()))
                .isEqualTo(new Release.TooLarge(Table.CELLS_MAX + 1, Table.CELLS_MAX));
    }

    /** So that an export can be made safe one family of related counts after the other. */
    @ParameterizedTest
    @MethodSource("policies")
    void whatIsNotRelatedIsToldAsIfItStoodAlone(Policy policy) {
        var together = Table.builder();
        var apart = new LinkedHashMap<String, Told>();
        for (int number = 0; number < 5; number++) {
            var name = "sums " + number + " ";
            var alone = Table.builder();
            addSums(alone, name, number);
            addSums(together, name, number);
            apart.putAll(Releases.safe(policy, alone.build()));
        }
        assertThat(Releases.safe(policy, together.build())).isEqualTo(apart);
    }

    private static void addSums(Table.Builder table, String name, long more) {
        var parts = List.of(name + "A", name + "B", name + "C");
        table.cell(new Cell(name + "A", 3, BELOW_5, 0, true))
                .cell(new Cell(name + "B", 1 + more, BELOW_5, 0, true))
                .cell(new Cell(name + "C", 40 - more, BELOW_5, 0, true))
                .cell(new Cell(name + "all", 44, BELOW_5, 1, true))
                .relation(Relation.sum(name + "all", parts));
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> new Protection(new Policy.Suppress(), new byte[Protection.SECRET_MIN - 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 bytes");
    }
}
