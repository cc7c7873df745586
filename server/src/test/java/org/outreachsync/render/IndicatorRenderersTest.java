package org.outreachsync.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.answer.Figures;
import org.outreachsync.indicator.answer.Figures.Denominator;
import org.outreachsync.indicator.answer.Figures.Value;
import org.outreachsync.indicator.answer.IndicatorAnswer;
import org.outreachsync.indicator.answer.IndicatorAnswer.Completeness;
import org.outreachsync.indicator.answer.IndicatorAnswer.Previous;
import org.outreachsync.indicator.answer.IndicatorAnswer.Row;
import org.outreachsync.indicator.answer.IndicatorAnswer.SiteProgress;
import org.outreachsync.indicator.answer.IndicatorAnswer.Waiting;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.question.Comparison;
import org.outreachsync.indicator.question.Entered;

/** The same answer as JSON and as CSV: a quotient, entered figures, a target with decimals, what is not known. */
class IndicatorRenderersTest {

    private static final Period YEAR = Period.ofYear(2025);
    private static final Entered.Figure ESTIMATE = new Entered.Figure(300, "2024", 2024, "=IBBS, \"2024\"");
    private static final Entered.Goal GOAL =
            new Entered.Goal(new BigDecimal("1E+2"), Unit.PERCENT, YEAR, List.of(), "Grant");
    private static final Figures KNOWN =
            new Figures(2L, new Denominator(300L, ESTIMATE), new Value.Quotient(2.0 / 3), 5L, GOAL);
    private static final Figures UNKNOWN = new Figures(null, new Denominator(null, null), null, null, null);

    private static IndicatorAnswer answer(List<Row> rows, Figures whole, @Nullable Previous previous) {
        var completeness = new TreeMap<String, Completeness>();
        var since = Instant.parse("2026-01-01T00:00:00Z");
        completeness.put("OSH-1", new Completeness(3, 2, since, List.of(new Waiting(7, null))));
        completeness.put("OSH-2", new Completeness(1, 1, since, List.of()));
        return new IndicatorAnswer(
                Objects.requireNonNull(CountingRig.CATALOGUE.definitions().get("KP-4")),
                YEAR,
                List.of("OSH-1", "OSH-2"),
                rows.isEmpty()
                        ? List.of()
                        : List.copyOf(rows.getFirst().labels().keySet()),
                Set.of(Comparison.TARGET, Comparison.PREVIOUS),
                whole,
                rows,
                true,
                false,
                4,
                previous,
                new TreeMap<>(),
                new TreeMap<>(Map.of("OSH-1", new SiteProgress(9, 8, 9L))),
                completeness);
    }

    private static Row row(Dimension dimension, String label, Figures figures, @Nullable Long late) {
        return new Row(new TreeMap<>(Map.of(dimension, label)), figures, late, null);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The fields of the lines after the heading. */
    private static List<Map<String, String>> lines(IndicatorAnswer answer) {
        var lines = text(IndicatorCsv.of(answer)).split("\r\n", -1);
        var columns = lines[0].split(",", -1);
        var rows = new ArrayList<Map<String, String>>();
        for (int at = 1; at < lines.length - 1; at++) {
            var fields = lines[at].replace("\"'=IBBS, \"\"2024\"\"\"", "QUOTED").split(",", -1);
            assertThat(fields).as(lines[at]).hasSameSizeAs(columns);
            var row = new TreeMap<String, String>();
            for (int column = 0; column < columns.length; column++) {
                row.put(columns[column], fields[column]);
            }
            rows.add(row);
        }
        return rows;
    }

    @Test
    void csvHasEachFigureOfTheWholeAsItIs() {
        var previous = new Previous(YEAR.previous(), KNOWN, List.of());

        assertThat(lines(answer(List.of(), KNOWN, previous)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("code", "KP-4")
                        .containsEntry("numerator", "2")
                        .containsEntry("denominator", "300")
                        .containsEntry("value", "0.6666666666666666")
                        .containsEntry("contacts", "5")
                        .containsEntry("denominator_source", "QUOTED")
                        .containsEntry("denominator_year", "2024")
                        .containsEntry("target", "100")
                        .containsEntry("target_unit", "PERCENT")
                        .containsEntry("previous_value", "0.6666666666666666")
                        .containsEntry("benchmarks", "")
                        .containsEntry("provisional", "true")
                        .containsEntry("usual_period", "false")
                        .containsEntry("late", "4")
                        .containsEntry("tablets_not_synced", "3"));
    }

    @Test
    void csvLeavesEmptyWhatIsNotKnownOfARow() {
        var rows = List.of(
                row(Dimension.SITE, "OSH-1", KNOWN, 1L),
                row(Dimension.SITE, "OSH-2", UNKNOWN, 0L),
                row(Dimension.SITE, "OSH-3", UNKNOWN, null));
        var previous = new Previous(YEAR.previous(), UNKNOWN, List.of(row(Dimension.SITE, "OSH-2", KNOWN, null)));

        var lines = lines(answer(rows, KNOWN, previous));

        assertThat(lines).extracting(line -> line.get("site")).containsExactly("OSH-1", "OSH-2", "OSH-3");
        assertThat(lines).extracting(line -> line.get("numerator")).containsExactly("2", "", "");
        assertThat(lines).extracting(line -> line.get("value")).containsExactly("0.6666666666666666", "", "");
        assertThat(lines).extracting(line -> line.get("previous_value")).containsExactly("", "0.6666666666666666", "");
        assertThat(lines).extracting(line -> line.get("late")).containsExactly("1", "0", "");
        assertThat(lines).extracting(line -> line.get("tablets_not_synced")).containsExactly("2", "1", "");
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void csvCountsAllTabletsInRowsAboutAllSites(Dimension dimension) {
        var expected = switch (dimension) {
            case SITE -> "2";
            case PROJECT, REGION, COUNTRY, PROVIDER, MONTH -> "";
            case SEX, AGE, POPULATION, MODE, PERPETRATOR, TOPIC, REASON, COMMODITY -> "3";
            case SUBSTANCE, ROLE, VIOLATION, OUTCOME, STOP_REASON -> "3";
        };

        assertThat(lines(answer(List.of(row(dimension, "OSH-1", KNOWN, null)), KNOWN, null)))
                .extracting(line -> line.get("tablets_not_synced"))
                .containsExactly(expected);
    }

    @Test
    void jsonSaysNullOfWhatIsNotKnown() {
        var json = text(IndicatorJson.of(answer(List.of(), UNKNOWN, null)));

        assertThat(json)
                .contains("\"numerator\":null,\"denominator\":null,\"value\":null,\"target\":null,\"provisional\":true")
                .contains("\"as_of\":{\"OSH-1\":{\"acknowledged_to\":9,\"counted_to\":8,\"may_reach\":9}}")
                .contains("\"waiting_for\":[{\"tablet\":7,\"last_synced\":null}]")
                .doesNotContain("\"by\"")
                .doesNotContain("previous")
                .doesNotContain("benchmarks");
    }

    @Test
    void jsonHasTheFiguresOfEachRow() {
        var json = text(IndicatorJson.of(answer(List.of(row(Dimension.SEX, "FEMALE", KNOWN, null)), KNOWN, null)));

        assertThat(json)
                .contains("\"by\":[{\"sex\":\"FEMALE\",\"numerator\":2,\"denominator\":300,"
                        + "\"denominator_source\":\"=IBBS, \\\"2024\\\"\",\"denominator_year\":2024,"
                        + "\"denominator_period\":\"2024\",\"value\":0.6666666666666666,\"contacts\":5,"
                        + "\"target\":{\"value\":1E+2,\"unit\":\"PERCENT\",\"compared_with\":\"value\","
                        + "\"period\":\"2025\",\"source\":\"Grant\"}}]");
    }
}
