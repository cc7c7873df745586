package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The ways by which small counts leak from exports, each on a table by hand: a naive release leaks, ours does not. */
class AttackCasesTest {

    private static final Sensitivity BELOW_5 = new Sensitivity(5, false);
    private static final Policy SUPPRESS = new Policy.Suppress();

    private static Cell told(String name, long value, int rank) {
        return new Cell(name, value, BELOW_5, rank, true);
    }

    private static Cell untold(String name, long value) {
        return new Cell(name, value, BELOW_5, 0, false);
    }

    private static void assertLeaks(Table table, Map<String, Told> told, String cell) {
        var value = table.cells().stream()
                .filter(one -> one.name().equals(cell))
                .findAny()
                .orElseThrow()
                .value();
        assertThat(new Attack(table, told).on(cell)).isEqualTo(Range.of(value));
    }

    private static void assertIsSafe(Table table, Map<String, Told> told) {
        var found = Leaks.of(table, told, SUPPRESS);
        assertThat(found).isEqualTo(new Leaks(found.attacked(), 0, 0));
        assertThat(found.attacked()).isPositive();
    }

    private static void assertOnlyNaiveLeaks(Table table, String cell) {
        assertLeaks(table, Releases.eachByItself(SUPPRESS, table), cell);
        assertIsSafe(table, Releases.safe(SUPPRESS, table));
    }

    @Test
    void margins() {
        var table = Table.builder()
                .cell(told("F young", 2, 0))
                .cell(told("F old", 30, 0))
                .cell(told("M young", 25, 0))
                .cell(told("M old", 60, 0))
                .cell(told("F", 32, 1))
                .cell(told("M", 85, 1))
                .cell(told("young", 27, 1))
                .cell(told("old", 90, 1))
                .cell(told("all", 117, 2))
                .relation(Relation.sum("F", List.of("F young", "F old")))
                .relation(Relation.sum("M", List.of("M young", "M old")))
                .relation(Relation.sum("young", List.of("F young", "M young")))
                .relation(Relation.sum("old", List.of("F old", "M old")))
                .relation(Relation.sum("all", List.of("F", "M")))
                .relation(Relation.sum("all", List.of("young", "old")))
                .build();
        assertOnlyNaiveLeaks(table, "F young");
    }

    @Test
    void overlappingPeriods() {
        var table = Table.builder()
                .cell(told("January", 20, 0))
                .cell(told("February", 3, 0))
                .cell(told("March", 22, 0))
                .cell(told("second quarter", 70, 1))
                .cell(told("first quarter", 45, 1))
                .cell(told("half-year", 115, 2))
                .relation(Relation.sum("first quarter", List.of("January", "February", "March")))
                .relation(Relation.sum("half-year", List.of("first quarter", "second quarter")))
                .build();
        assertOnlyNaiveLeaks(table, "February");
    }

    @Test
    void parentMinusChildren() {
        var table = Table.builder()
                .cell(told("Osh", 41, 0))
                .cell(told("Jalal-Abad", 38, 0))
                .cell(told("Batken", 1, 0))
                .cell(told("the south", 80, 1))
                .relation(Relation.sum("the south", List.of("Osh", "Jalal-Abad", "Batken")))
                .build();
        assertOnlyNaiveLeaks(table, "Batken");
    }

    @Test
    void thoseLeftOver() {
        var table = Table.builder()
                .cell(told("tested", 20, 1))
                .cell(told("positive", 18, 0))
                .cell(untold("negative", 2))
                .relation(Relation.sum("tested", List.of("positive", "negative")))
                .build();
        assertOnlyNaiveLeaks(table, "negative");
    }

    @Test
    void theTotalInATitle() {
        var sheet = Table.builder().cell(told("women", 3, 0)).cell(told("men", 40, 0));
        var told = new LinkedHashMap<>(Releases.safe(SUPPRESS, sheet.build()));
        var whole = sheet.cell(told("title", 43, 1))
                .relation(Relation.sum("title", List.of("women", "men")))
                .build();
        told.put("title", new Told.Exact(43));

        assertLeaks(whole, told, "women");
        assertIsSafe(whole, Releases.safe(SUPPRESS, whole));
    }

    /** What one destination was told is known to the other. */
    @Test
    void twoScopes() {
        var bySex = Table.builder()
                .cell(told("women", 3, 0))
                .cell(told("men", 40, 0))
                .cell(told("all", 43, 1))
                .relation(Relation.sum("all", List.of("women", "men")))
                .build();
        var menByAge = Table.builder()
                .cell(told("young men", 15, 0))
                .cell(told("old men", 25, 0))
                .cell(told("men", 40, 1))
                .relation(Relation.sum("men", List.of("young men", "old men")))
                .build();
        var first = Releases.safe(SUPPRESS, bySex);
        var builder = Table.builder()
                .cell(untold("women", 3))
                .cell(told("men", 40, 1))
                .cell(untold("all", 43))
                .cell(told("young men", 15, 0))
                .cell(told("old men", 25, 0))
                .relation(Relation.sum("all", List.of("women", "men")))
                .relation(Relation.sum("men", List.of("young men", "old men")));
        first.forEach((name, told) -> builder.known(name, told.range()));
        var together = builder.build();

        assertThat(first).containsEntry("all", new Told.Exact(43));
        assertLeaks(together, Releases.safe(SUPPRESS, menByAge), "women");
        assertIsSafe(together, Releases.safe(SUPPRESS, together));
    }

    /** With a known denominator, a percentage to one decimal tells its numerator, so it is told as if it were it. */
    @Test
    void ratesWithAKnownDenominator() {
        long tested = 40;
        var possible = LongStream.rangeClosed(0, tested)
                .filter(positive -> percentage(positive, tested).equals("7.5"))
                .toArray();
        assertThat(possible).containsExactly(3);
        var table = Table.builder()
                .cell(told("tested", tested, 1))
                .cell(told("positive", 3, 0))
                .known("positive", Range.of(possible[0]))
                .build();

        assertThat(Releases.of(SUPPRESS, table)).isEqualTo(new Release.Unsafe(List.of("positive")));
    }

    /** What is computed from told counts is the same whatever the true counts are. */
    @Test
    void ratesOfWhatIsTold() {
        var round = new Policy.Round(5);
        var percentages = LongStream.rangeClosed(38, 42)
                .boxed()
                .flatMap(positive -> LongStream.rangeClosed(198, 202).mapToObj(tested -> {
                    var table = Table.builder()
                            .cell(told("positive", positive, 0))
                            .cell(told("tested", tested, 1))
                            .relation(Relation.within("positive", "tested"))
                            .build();
                    var release = Releases.safe(round, table);
                    var numerator = (Told.Rounded) release.getOrDefault("positive", new Told.Exact(0));
                    var denominator = (Told.Rounded) release.getOrDefault("tested", new Told.Exact(0));
                    return percentage(numerator.value(), denominator.value());
                }));
        assertThat(percentages).containsOnly("20.0");
    }

    private static String percentage(long numerator, long denominator) {
        long tenths = (2_000 * numerator + denominator) / (2 * denominator);
        return tenths / 10 + "." + tenths % 10;
    }

    @Test
    void restatementAfterOneAddedRecord() {
        var builder = Table.builder();
        for (var name : List.of("women", "men", "all")) {
            long old = Map.of("women", 7L, "men", 40L, "all", 47L).getOrDefault(name, 0L);
            long late = name.equals("men") ? 0 : 1;
            builder.cell(untold("old " + name, old))
                    .cell(untold("late " + name, late))
                    .cell(told("new " + name, old + late, name.equals("all") ? 1 : 0))
                    .relation(Relation.sum("new " + name, List.of("old " + name, "late " + name)))
                    .known("old " + name, Range.of(old));
        }
        for (var kind : List.of("old ", "late ", "new ")) {
            builder.relation(Relation.sum(kind + "all", List.of(kind + "women", kind + "men")));
        }
        assertOnlyNaiveLeaks(builder.build(), "late women");
    }
}
