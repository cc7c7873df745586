package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.disclosure.Told;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

class TidyCsvTest {

    private static final Format CSV = new TidyCsv();

    @Test
    void tellsWhatTheTableTells() {
        var lines = Exports.everyKind(Exports.QUARTER);
        var records =
                CsvReading.records(Exports.write(CSV, Exports.table(Exports.head(Exports.QUARTER, 1, "ru"), lines)));
        assertThat(records).hasSameSizeAs(lines);
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            var record = records.get(at);
            var denominator = line.denominator();
            assertThat(CsvReading.told(record, "numerator")).isEqualTo(line.numerator());
            assertThat(CsvReading.told(record, "denominator"))
                    .isEqualTo(denominator == null ? null : denominator.told());
        }
    }

    @Test
    void writesNumbersDaysAndNamesForPrograms() {
        var line = CsvReading.records(Exports.write(
                        CSV, Exports.table(Exports.head(Exports.QUARTER, 3, "ru"), Exports.everyKind(Exports.QUARTER))))
                .get(4);
        assertThat(line.toMap())
                .containsEntry("indicator", "KP-1d")
                .containsEntry("name", Exports.definition("KP-1d").labels().in("ru", ""))
                .containsEntry("area_level", "country")
                .containsEntry("area", "KG")
                .containsEntry("period", "2026Q3")
                .containsEntry("from", "2026-07-01")
                .containsEntry("to", "2026-09-30")
                .containsEntry("sex", "_T")
                .containsEntry("sex_name", "Все")
                .containsEntry("unit", "PERCENT")
                .containsEntry("numerator", "125")
                .containsEntry("value", "8.333333333333334")
                .containsEntry("value_flag", "rounded")
                .containsEntry("target", "60.5")
                .containsEntry("target_unit", "PERCENT")
                .containsEntry("target_source", "National plan 2026")
                .containsEntry("denominator_source", "Biobehavioural survey of 2025")
                .containsEntry("denominator_year", "2025")
                .containsEntry("revision", "3")
                .containsEntry("counted", "2026-10-20T04:05:06Z")
                .containsEntry("provisional", "true");
    }

    @Test
    void flagsAValueByWhatItNeeds() {
        var records = CsvReading.records(Exports.write(
                CSV, Exports.table(Exports.head(Exports.QUARTER, 1, "en"), Exports.everyKind(Exports.QUARTER))));
        assertThat(records.subList(0, 10))
                .extracting(line -> line.get("indicator") + " " + line.get("value") + " " + line.get("value_flag"))
                .containsExactly(
                        "CONTACTS 12345 exact",
                        "CONTACTS  few",
                        "CONTACTS  left out",
                        "PERSONS_REACHED  few",
                        "KP-1d 8.333333333333334 rounded",
                        "KP-4 66.66666666666667 exact",
                        "HTS-3d  left out",
                        "HTS.2  none",
                        "HTS.3  left out",
                        "PRV.13  none");
    }

    @Test
    void hasColumnsForTheGroupsOfTheTableOnly() {
        var table = Exports.table(
                Exports.head(Exports.QUARTER, 1, "en"), List.of(Exports.count("CONTACTS", new Told.Exact(1))));
        assertThat(CsvReading.records(Exports.write(CSV, table)).getFirst().toMap())
                .doesNotContainKeys("sex", "sex_name")
                .containsKey("to");
    }

    @Test
    void aTableWithoutLinesHasNamesOnly() {
        var file = Exports.write(CSV, Exports.table(Exports.head(Exports.QUARTER, 1, "en"), List.of()));
        assertThat(CsvReading.records(file)).isEmpty();
        assertThat(new String(file, StandardCharsets.UTF_8))
                .startsWith("\uFEFFindicator,name,")
                .endsWith("\r\n");
    }

    @Test
    void keepsQuotesCommasAndLineEndsInTexts() {
        for (var text : List.of("a \"quoted\", text", "two\r\nlines", "three\nmore")) {
            assertThat(sourceReadBack(text)).isEqualTo(text);
        }
    }

    @Test
    void noTextIsReadAsAFormula() {
        for (var text : Hostile.FORMULAS) {
            assertThat(sourceReadBack(text)).as(text).isEqualTo("'" + text);
        }
        for (var text : Hostile.HARMLESS) {
            assertThat(sourceReadBack(text)).as(text).isEqualTo(text);
        }
    }

    @Test
    void noFieldOfAHostileTableBeginsAFormula() {
        var records = CsvReading.records(Exports.write(CSV, Hostile.table()));
        var fields = new ArrayList<String>();
        records.forEach(line -> line.forEach(fields::add));
        assertThat(fields).filteredOn(field -> field.contains("HYPERLINK")).hasSizeGreaterThan(5);
        assertThat(fields).noneMatch(Hostile::isFormula);
    }

    /** A text that people typed, after it was written and read back. */
    private static String sourceReadBack(String text) {
        var line = Exports.line(
                "KP-1d",
                Exports.COUNTRY,
                Exports.QUARTER,
                Map.of(Dimension.SEX, "FEMALE"),
                new Told.Exact(1),
                Hostile.denominator(text),
                null);
        var table = Exports.table(Exports.head(Exports.QUARTER, 1, "en"), List.of(line));
        return CsvReading.records(Exports.write(CSV, table)).getFirst().get("denominator_source");
    }
}
