package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.poi.ss.usermodel.CellType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;

/**
 * No format tells more, less or something else than another: a recipient who has two of them learns nothing from it.
 */
class SameFiguresTest {

    private static final List<String> CODES =
            List.of("CONTACTS", "PERSONS_REACHED", "KP-1d", "KP-4", "HTS.2", "HTS.3", "PRV.13", "REF.DONE");

    private static @Nullable Told told(Random random) {
        long count = random.nextInt(1, 100_000);
        return switch (random.nextInt(6)) {
            case 0 -> new Told.Exact(0);
            case 1 -> new Told.Exact(count);
            case 2 -> new Told.Rounded(5 * count, new Range(5 * count - 2, 5 * count + 2));
            case 3 -> new Told.Few(new Range(random.nextInt(2), random.nextInt(2, 12)));
            case 4 -> new Told.LeftOut(Range.ANY);
            default -> null;
        };
    }

    private static ExportTable table(Random random) {
        var lines = new ArrayList<Line>();
        for (var code : CODES) {
            boolean isQuotient = Exports.definition(code).denominator() != null;
            var denominator = isQuotient ? told(random) : null;
            lines.add(Exports.line(
                    code,
                    Exports.COUNTRY,
                    Exports.QUARTER,
                    Map.of(),
                    told(random),
                    denominator == null ? null : Exports.counted(denominator),
                    null));
        }
        return Exports.table(Exports.head(Exports.QUARTER, 1, "en"), lines);
    }

    @Test
    void everyFormatTellsTheSame(TestReporter reporter) throws IOException {
        long seed = System.nanoTime();
        reporter.publishEntry("seed", Long.toString(seed));
        var random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            var table = table(random);
            var csv = CsvReading.records(Exports.write(new TidyCsv(), table));
            var page = PdfReading.text(Exports.write(new MinistryPage(), table));
            try (var tidy = XlsxReading.open(Exports.write(new TidyXlsx(), table));
                    var update = XlsxReading.open(Exports.write(new ProgressUpdate(), table))) {
                var rows = XlsxReading.rows(tidy.getSheetAt(0));
                var updates = XlsxReading.rows(update.getSheetAt(0));
                for (int at = 0; at < table.lines().size(); at++) {
                    var line = table.lines().get(at);
                    var denominator = line.denominator();
                    var lower = denominator == null ? null : denominator.told();
                    var said = "seed " + seed + ", " + line;
                    assertThat(CsvReading.told(csv.get(at), "numerator"))
                            .as(said)
                            .isEqualTo(line.numerator());
                    assertThat(CsvReading.told(csv.get(at), "denominator"))
                            .as(said)
                            .isEqualTo(lower);
                    assertThat(shown(rows.get(at), "Numerator")).as(said).isEqualTo(expected(line.numerator()));
                    assertThat(shown(rows.get(at), "Denominator")).as(said).isEqualTo(expected(lower));
                    assertThat(shown(updates.get(at), "Result N")).as(said).isEqualTo(expected(line.numerator()));
                    assertThat(shown(updates.get(at), "Result D")).as(said).isEqualTo(expected(lower));
                    assertThat(shown(rows.get(at), "Value"))
                            .as(said)
                            .isEqualTo(
                                    value(csv.get(at).get("value"), csv.get(at).get("value_flag"), rows.get(at)));
                    assertThat(page).as(said).contains("(" + line.definition().code() + ") " + onPage(line));
                }
            }
        }
    }

    /** A cell and its flag. */
    private static String shown(XlsxReading.Line row, String heading) {
        var cell = row.cell(heading);
        var text = cell.getCellType() == CellType.NUMERIC
                ? String.format(Locale.ROOT, "%.4f", cell.getNumericCellValue())
                : cell.getStringCellValue();
        return text + " " + row.cell(heading + ": flag").getStringCellValue();
    }

    private static String value(String number, String flag, XlsxReading.Line row) {
        return (number.isEmpty()
                        ? row.cell("Value").getStringCellValue()
                        : String.format(Locale.ROOT, "%.4f", Double.parseDouble(number)))
                + " " + flag;
    }

    private static String expected(@Nullable Told told) {
        return switch (told) {
            case Told.Exact(long count) -> count + ".0000 exact";
            case Told.Rounded rounded -> rounded.value() + ".0000 rounded";
            case Told.Few few -> mask(few) + " few";
            case Told.LeftOut leftOut -> "– left out";
            case null -> " none";
        };
    }

    private static String mask(Told.Few few) {
        var range = few.range();
        return range.least() == 0 ? "<" + (range.most() + 1) : range.least() + "–" + range.most();
    }

    /** The count of an indicator without a denominator, and what follows the value of another. */
    private static String onPage(Line line) {
        if (line.definition().denominator() == null) {
            return onPage(line.numerator());
        }
        var denominator = line.denominator();
        var quotient = line.quotient();
        var parts = onPage(line.numerator()) + " / " + onPage(denominator == null ? null : denominator.told());
        if (quotient != null) {
            int decimals = line.definition().per() == 100 ? 1 : 2;
            var number = BigDecimal.valueOf(quotient.quotient()).setScale(decimals, RoundingMode.HALF_UP);
            return (quotient.isRounded() ? "≈ " : "")
                    + String.format(Locale.ROOT, "%,." + decimals + "f", number).replace(',', ' ')
                    + (decimals == 1 ? " % " : " ")
                    + parts;
        }
        boolean isMissing = line.numerator() == null
                || denominator == null
                || denominator.told().equals(new Told.Exact(0));
        return (isMissing ? "n/a " : "– ") + parts;
    }

    private static String onPage(@Nullable Told told) {
        return switch (told) {
            case Told.Exact(long count) -> grouped(count);
            case Told.Rounded rounded -> "≈ " + grouped(rounded.value());
            case Told.Few few -> mask(few);
            case Told.LeftOut leftOut -> "–";
            case null -> "n/a";
        };
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }
}
