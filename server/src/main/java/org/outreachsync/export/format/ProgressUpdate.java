package org.outreachsync.export.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Unit;

/**
 * A workbook in the form of the programmatic sheet of the Global Fund's Progress Update and Disbursement Request
 * (PU/DR): module, indicator, area, period, target and result as numerator, denominator and percentage or ratio, group,
 * source and comment. Each part of the result has its {@link Flag}. A second sheet explains, as in {@link TidyXlsx}.
 *
 * <p>A target is in the column of its unit: a count is a numerator. Its denominator is the entered one, if there is
 * one.
 */
public final class ProgressUpdate implements Format {

    private static final int NARROW = 10;
    private static final int MIDDLE = 16;
    private static final int WIDE = 40;

    @Override
    public String code() {
        return "pudr";
    }

    @Override
    public String mediaType() {
        return XlsxFile.MEDIA_TYPE;
    }

    @Override
    public String extension() {
        return "pudr.xlsx";
    }

    @Override
    public void write(ExportTable table, List<ExportTable> earlier, OutputStream out) throws IOException {
        var texts = Texts.in(table.head().language());
        var file = new XlsxFile(table.head(), out);
        new DataSheets(file, texts.get("sheet.pudr"), new Columns(table, texts).all(), XlsxSheet.ROWS_MAX)
                .write(table.lines());
        new Explanation(table, texts).write(file);
        file.finish();
    }

    private record Columns(ExportTable table, Texts texts) {

        List<Column> all() {
            var head = table.head();
            var source = Cell.text(texts.get("pudr.records", head.publisher()));
            return List.of(
                    // The performance framework of the grant names it, and only people know that.
                    column("module", WIDE, line -> Cell.BLANK),
                    column(
                            "indicator",
                            MIDDLE,
                            line -> Cell.text(line.definition().code())),
                    column(
                            "description",
                            WIDE,
                            line -> Cell.text(line.definition()
                                    .labels()
                                    .in(head.language(), line.definition().code()))),
                    column("area", MIDDLE, line -> Cell.text(line.area().toString())),
                    column("area_name", MIDDLE, line -> Cell.text(table.areaName(line.area()))),
                    column("period", NARROW, line -> Cell.text(line.period().text())),
                    column("target_n", NARROW, line -> target(line, true)),
                    column("target_d", NARROW, Columns::targetDenominator),
                    column("target_value", NARROW, line -> target(line, false)),
                    column("result_n", NARROW, line -> Cell.figure(Figure.numerator(line))),
                    column("result_n_flag", NARROW, flag(Figure::numerator)),
                    column("result_d", NARROW, line -> Cell.figure(Figure.denominator(line))),
                    column("result_d_flag", NARROW, flag(Figure::denominator)),
                    column("result_value", NARROW, line -> Cell.figure(value(line))),
                    column("result_value_flag", NARROW, flag(Columns::value)),
                    column("disaggregation", MIDDLE, line -> Cell.text(groups(line))),
                    column("source", MIDDLE, line -> source),
                    column("comment", WIDE, line -> Cell.text(comment(line))));
        }

        private Column column(String name, int width, Function<Line, Cell> cell) {
            return new Column(texts.get("pudr." + name), width, cell);
        }

        private static Function<Line, Cell> flag(Function<Line, Figure> figure) {
            return line -> Cell.text(figure.apply(line).flag().word());
        }

        /** The percentage or ratio. A count has none. */
        private static Figure value(Line line) {
            return line.definition().denominator() == null ? Figure.of(null) : Figure.value(line);
        }

        private static Cell target(Line line, boolean isCount) {
            var target = line.target();
            if (target == null || (target.unit() == Unit.COUNT) != isCount) {
                return Cell.BLANK;
            }
            return isCount ? new Cell.Count(target.value()) : new Cell.Fraction(target.value());
        }

        /** An entered denominator, such as the estimated size of a population, is that of the target, too. */
        private static Cell targetDenominator(Line line) {
            var denominator = line.denominator();
            return line.target() == null || denominator == null || denominator.entered() == null
                    ? Cell.BLANK
                    : Cell.figure(Figure.of(denominator.told()));
        }

        private String groups(Line line) {
            return line.groups().isEmpty()
                    ? texts.get("everybody")
                    : line.groups().entrySet().stream()
                            .map(group -> texts.get("column." + group.getKey().word()) + ": "
                                    + table.label(group.getKey(), group.getValue()))
                            .collect(Collectors.joining("; "));
        }

        private String comment(Line line) {
            var comment = new StringJoiner(" ");
            if (line.definition().denominator() != null) {
                comment.add(texts.get(
                        "pudr.unit." + Figure.unit(line.definition()).name().toLowerCase(Locale.ROOT)));
            }
            var denominator = line.denominator();
            if (denominator != null && denominator.entered() != null) {
                var entered = denominator.entered();
                comment.add(texts.get("pudr.denominator", entered.source(), entered.period()));
            }
            if (line.target() != null) {
                comment.add(texts.get("pudr.target", line.target().source()));
            }
            if (table.head().isProvisional()) {
                comment.add(texts.get("provisional"));
            }
            return comment.toString();
        }
    }
}
