package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.export.table.ExportTable;

/** A ministry adds up the groups of a restatement, and must see which figures are of an earlier report. */
class AsToldFormatsTest {

    private static final List<String> FIGURES = List.of(
            "10 exact", " left out", "0 as_told", "125 as_told", " as_told", "30 exact", "20 as_told", "150.0 as_told");

    @Test
    void csvFlagsThemWhateverTheyAre() {
        var records = CsvReading.records(Exports.write(new TidyCsv(), Exports.restatement("en")));
        assertThat(records.stream()
                        .flatMap(line -> Stream.of("numerator", "denominator", "value")
                                .map(figure -> line.get(figure) + " " + line.get(figure + "_flag"))))
                .containsAll(FIGURES)
                .doesNotContain("0 exact", "125 rounded", " few", "20 exact", "150.0 exact");
        assertThat(records)
                .extracting(line -> line.get("numerator_min") + ".." + line.get("numerator_max"))
                .as("what the counts could be when they were told")
                .contains("0..0", "123..127", "0..7");
    }

    @ParameterizedTest
    @CsvSource({
        "en, Numerator, Figures of earlier reports, may not add up",
        "ru, Числитель, Числа прежних отчётов, может не совпадать"
    })
    void aWorkbookFlagsAndExplainsThem(String language, String numerator, String about, String sums)
            throws IOException {
        var table = Exports.restatement(language);
        try (var workbook = XlsxReading.open(Exports.write(new TidyXlsx(), table))) {
            assertThat(XlsxReading.rows(workbook.getSheetAt(0)))
                    .extracting(row -> row.text(numerator + (language.equals("en") ? ": flag" : ": пометка")))
                    .containsExactly("exact", "as_told", "as_told", "left out", "as_told", "exact");
            assertThat(XlsxReading.cells(workbook))
                    .extracting(XlsxReading::text)
                    .contains(about)
                    .anyMatch(text -> text.contains(sums) && text.contains("5"));
        }
        try (var workbook = XlsxReading.open(Exports.write(new ProgressUpdate(), table))) {
            assertThat(XlsxReading.cells(workbook))
                    .extracting(XlsxReading::text)
                    .contains(about, "as_told");
        }
    }

    @Test
    void thePageMarksAndExplainsThem() {
        var text = PdfReading.text(Exports.write(new MinistryPage(), Exports.restatement("en")));
        assertThat(text)
                .contains(" 0* ", "≈ 125*", "<8*", "30 / 20*", "* as in an earlier report", "may not add up")
                .doesNotContain("10*", "–*");
    }

    @Test
    void aFirstReportDoesNotMentionThem() throws IOException {
        ExportTable first = Exports.table(Exports.head(Exports.QUARTER, 1, "en"), Exports.everyKind(Exports.QUARTER));
        assertThat(new String(Exports.write(new TidyCsv(), first), StandardCharsets.UTF_8))
                .doesNotContain("as_told");
        assertThat(PdfReading.text(Exports.write(new MinistryPage(), first))).doesNotContain("*");
        try (var workbook = XlsxReading.open(Exports.write(new TidyXlsx(), first))) {
            assertThat(XlsxReading.cells(workbook))
                    .extracting(XlsxReading::text)
                    .doesNotContain("as_told");
        }
    }
}
