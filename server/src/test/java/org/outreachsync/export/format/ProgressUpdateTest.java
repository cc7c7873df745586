package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.table.ExportTable;

class ProgressUpdateTest {

    private static List<Map<String, String>> rows(ExportTable table) {
        try (var workbook = XlsxReading.open(Exports.write(new ProgressUpdate(), table))) {
            return XlsxReading.rows(workbook.getSheetAt(0)).stream()
                    .map(row -> row.cells().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, cell -> XlsxReading.text(cell.getValue()))))
                    .toList();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<Map<String, String>> rows() {
        return rows(Exports.table(Exports.head(Exports.QUARTER, 1, "en"), Exports.everyKind(Exports.QUARTER)));
    }

    @Test
    void showsResultBesideTarget() {
        assertThat(rows().get(4))
                .containsEntry("Indicator code", "KP-1d")
                .containsEntry("Description", "PWID reached with the defined package")
                .containsEntry("Area", "country:KG")
                .containsEntry("Period", "2026Q3")
                .containsEntry("Target N", "")
                .containsEntry("Target D", "1500.0")
                .containsEntry("Target % or ratio", "60.5")
                .containsEntry("Result N", "125.0")
                .containsEntry("Result N: flag", "rounded")
                .containsEntry("Result D", "1500.0")
                .containsEntry("Result D: flag", "exact")
                .containsEntry("Result % or ratio", "8.333333333333334")
                .containsEntry("Result % or ratio: flag", "rounded")
                .containsEntry("Disaggregation", "All")
                .containsEntry("Source", "Records of Harm Reduction Network")
                .containsEntry(
                        "Comment",
                        "The value is a percentage. Denominator: Biobehavioural survey of 2025, 2025. Target: National plan 2026."
                                + " Provisional: late records may still change the figures.");
    }

    @Test
    void aCountIsANumeratorAndHasNoPercentage() {
        assertThat(rows().getFirst())
                .containsEntry("Target N", "15000.0")
                .containsEntry("Target % or ratio", "")
                .containsEntry("Result N", "12345.0")
                .containsEntry("Result % or ratio", "")
                .containsEntry("Result % or ratio: flag", "none");
    }

    @Test
    void masksAreTextsWithFlags() {
        assertThat(rows().get(1))
                .containsEntry("Result N", "<8")
                .containsEntry("Result N: flag", "few")
                .containsEntry("Disaggregation", "Sex: Women");
        assertThat(rows().get(2)).containsEntry("Result N", "–").containsEntry("Result N: flag", "left out");
    }

    /** The performance framework of the grant names it. */
    @Test
    void leavesTheModuleToPeople() {
        assertThat(rows()).extracting(row -> row.get("Module")).containsOnly("");
    }

    @Test
    void noTextIsAFormula() throws IOException {
        try (var workbook = XlsxReading.open(Exports.write(new ProgressUpdate(), Hostile.table()))) {
            assertThat(XlsxReading.cells(workbook))
                    .noneMatch(cell -> cell.getCellType() == CellType.FORMULA)
                    .filteredOn(cell -> cell.getCellType() == CellType.STRING)
                    .extracting(Cell::getStringCellValue)
                    .noneMatch(Hostile::isFormula);
        }
    }

    @Test
    void hasAnExplanation() throws IOException {
        try (var workbook = XlsxReading.open(Exports.write(
                new ProgressUpdate(),
                Exports.table(Exports.head(Exports.QUARTER, 1, "en"), Exports.everyKind(Exports.QUARTER))))) {
            assertThat(workbook.getSheetName(0)).isEqualTo("Progress update");
            assertThat(workbook.getSheetName(1)).isEqualTo("Explanation");
        }
    }
}
