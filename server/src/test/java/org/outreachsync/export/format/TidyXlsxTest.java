package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.ExportTable;

class TidyXlsxTest {

    private static final ExportTable TABLE =
            Exports.table(Exports.head(Exports.QUARTER, 2, "en"), Exports.everyKind(Exports.QUARTER));

    private static XSSFWorkbook read(ExportTable table) {
        return XlsxReading.open(Exports.write(new TidyXlsx(), table));
    }

    private static List<List<String>> explanation(ExportTable table) throws IOException {
        try (var workbook = read(table)) {
            Sheet sheet = workbook.getSheetAt(workbook.getNumberOfSheets() - 1);
            return IntStream.rangeClosed(0, sheet.getLastRowNum())
                    .mapToObj(sheet::getRow)
                    .map(row -> row == null ? List.<String>of() : XlsxReading.texts(row))
                    .toList();
        }
    }

    @Test
    void writesNumbersAsNumbersAndMasksAsTexts() throws IOException {
        try (var workbook = read(TABLE)) {
            var rows = XlsxReading.rows(workbook.getSheet("Data"));
            assertThat(rows).hasSameSizeAs(TABLE.lines());
            assertThat(rows.subList(0, 10))
                    .extracting(row -> row.cell("Numerator").getCellType() + " "
                            + row.text("Numerator") + " "
                            + row.text("Numerator: flag"))
                    .containsExactly(
                            "NUMERIC 12345.0 exact",
                            "STRING <8 few",
                            "STRING – left out",
                            "STRING 1–7 few",
                            "NUMERIC 125.0 rounded",
                            "NUMERIC 100000.0 exact",
                            "STRING <8 few",
                            "NUMERIC 0.0 exact",
                            "NUMERIC 9.0 exact",
                            "BLANK  none");
        }
    }

    @Test
    void writesDaysAsDays() throws IOException {
        try (var workbook = read(TABLE)) {
            var from = XlsxReading.rows(workbook.getSheet("Data")).getFirst().cell("From");
            assertThat(DateUtil.isCellDateFormatted(from)).isTrue();
            assertThat(from.getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2026, 7, 1, 0, 0));
            assertThat(from.getCellStyle().getDataFormatString()).isEqualTo("yyyy-mm-dd");
        }
    }

    @Test
    void everyBlankFigureHasAFlag() throws IOException {
        try (var workbook = read(TABLE)) {
            for (var row : XlsxReading.rows(workbook.getSheet("Data"))) {
                for (var figure : List.of("Numerator", "Denominator", "Value")) {
                    boolean isBlank = row.cell(figure).getCellType() == CellType.BLANK;
                    assertThat(row.text(figure + ": flag").equals("none")).isEqualTo(isBlank);
                }
            }
        }
    }

    @Test
    void keepsHeadingsVisibleAndFiltersByThem() throws IOException {
        try (var workbook = read(TABLE)) {
            var sheet = workbook.getSheet("Data");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 1);
            // The name by which workbooks know a filtered range.
            assertThat(workbook.getName("_xlnm._FilterDatabase").getRefersToFormula())
                    .isEqualTo("'Data'!$A$1:$AB$" + (TABLE.lines().size() + 1));
            assertThat(XlsxReading.texts(sheet.getRow(0))).hasSize(28);
        }
    }

    @Test
    void explainsInTheLanguageOfTheExport() throws IOException {
        var russian = Exports.table(Exports.head(Exports.QUARTER, 2, "ru"), Exports.everyKind(Exports.QUARTER));
        assertThat(explanation(russian))
                .contains(
                        List.of("Квартальный отчёт о снижении вреда"),
                        List.of("Кто публикует", "Harm Reduction Network"),
                        List.of("Период", "2026Q3: с 2026-07-01 по 2026-09-30"),
                        List.of("Редакция", "2: заменяет прежние отчёты за этот период"),
                        List.of("Время подсчёта", "2026-10-20 04:05 UTC"),
                        List.of("Состояние", "Предварительно: поздние записи ещё могут изменить данные."),
                        List.of("Как защищены люди", "Числа до 7 не показаны, другие округлены."))
                .contains(List.of(
                        "KP-1d",
                        Exports.definition("KP-1d").labels().in("ru", ""),
                        Exports.definition("KP-1d").definition().in("ru", ""),
                        Integer.toString(Exports.definition("KP-1d").version()),
                        "The Global Fund: Modular framework handbook, allocation period 2023–2025 (2022), KP-1d."
                                + " https://www.theglobalfund.org"));
    }

    @Test
    void explainsEveryFlagAndEverySource() throws IOException {
        var rows = explanation(TABLE);
        for (var flag : Flag.values()) {
            assertThat(flag == Flag.AS_TOLD ? explanation(Exports.restatement("en")) : rows)
                    .anyMatch(row -> row.size() == 2 && row.getFirst().equals(flag.word()));
        }
        assertThat(rows)
                .containsOnlyOnce(List.of("KP-1d", "2025", "Biobehavioural survey of 2025"))
                .containsOnlyOnce(List.of("KP-1d", "2026Q3", "National plan 2026"));
    }

    @Test
    void fallsBackToEnglish() throws IOException {
        try (var workbook =
                read(Exports.table(Exports.head(Exports.QUARTER, 1, "ky"), Exports.everyKind(Exports.QUARTER)))) {
            var row = XlsxReading.rows(workbook.getSheet("Data")).get(4);
            assertThat(row.text("Name"))
                    .isEqualTo(Exports.definition("KP-1d").labels().in("ky", ""));
        }
    }

    @Test
    void noTextIsAFormula() throws IOException {
        try (var workbook = read(Hostile.table())) {
            var cells = XlsxReading.cells(workbook);
            assertThat(cells).noneMatch(cell -> cell.getCellType() == CellType.FORMULA);
            var texts = cells.stream()
                    .filter(cell -> cell.getCellType() == CellType.STRING)
                    .map(Cell::getStringCellValue)
                    .toList();
            assertThat(texts).filteredOn(text -> text.contains("HYPERLINK")).hasSizeGreaterThan(10);
            assertThat(texts).noneMatch(Hostile::isFormula);
        }
    }

    @Test
    void continuesOnAnotherSheetWhenOneIsFull() throws IOException {
        var lines = IntStream.range(0, 25)
                .mapToObj(at -> Exports.count("CONTACTS", new Told.Exact(at)))
                .toList();
        var table = Exports.table(Exports.head(Exports.QUARTER, 1, "en"), lines);
        try (var workbook = XlsxReading.open(Exports.write(new TidyXlsx(11), table))) {
            assertThat(workbook)
                    .extracting(Sheet::getSheetName)
                    .containsExactly("Data", "Data 2", "Data 3", "Explanation");
            var counts = List.of("Data", "Data 2", "Data 3").stream()
                    .flatMap(name -> XlsxReading.rows(workbook.getSheet(name)).stream())
                    .map(row -> (int) row.cell("Numerator").getNumericCellValue())
                    .toList();
            assertThat(counts).isEqualTo(IntStream.range(0, 25).boxed().toList());
        }
    }

    @Test
    void cutsATextThatIsTooLongForACellVisibly() throws IOException {
        var tooLong = "x".repeat(40_000);
        var line = Exports.line(
                "KP-1d",
                Exports.COUNTRY,
                Exports.QUARTER,
                Map.of(),
                new Told.Exact(1),
                Hostile.denominator(tooLong),
                null);
        try (var workbook = read(Exports.table(Exports.head(Exports.QUARTER, 1, "en"), List.of(line)))) {
            var source = XlsxReading.rows(workbook.getSheet("Data")).getFirst().cell("Source of the denominator");
            assertThat(source.getStringCellValue()).hasSize(32_767).endsWith("x…");
        }
    }

    @Test
    void isDatedByTheExportAndNotByTheClock() throws IOException {
        try (var workbook = read(TABLE)) {
            var properties = workbook.getProperties().getCoreProperties();
            assertThat(properties.getCreated().toInstant())
                    .isEqualTo(TABLE.head().counted());
            assertThat(properties.getModified()).isNull();
            assertThat(properties.getTitle()).isEqualTo("Quarterly report on harm reduction");
            assertThat(properties.getCreator()).isEqualTo("Outreach Sync");
        }
    }

    @Test
    void aTableWithoutLinesIsAWorkbook() throws IOException {
        try (var workbook = read(Exports.table(Exports.head(Exports.QUARTER, 1, "en"), List.of()))) {
            assertThat(workbook.getSheet("Data").getLastRowNum()).isZero();
            assertThat(workbook.getSheet("Explanation")).isNotNull();
        }
    }
}
