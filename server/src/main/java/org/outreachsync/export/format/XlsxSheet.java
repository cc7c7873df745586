package org.outreachsync.export.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;

/** A sheet of a workbook, written from top to bottom. */
final class XlsxSheet {

    /** The most rows that a sheet can have, with its headings. */
    static final int ROWS_MAX = Worksheet.MAX_ROWS;

    private static final int FLUSHED = 500;
    private static final String FRACTION = "0.0#";
    private static final String DAY = "yyyy-mm-dd";
    private static final int TEXT_MAX = 32_767;
    private static final String CUT = "…";

    /** How cells of data look that do not look like all others. */
    private enum Look {
        PLAIN,
        FRACTION,
        DAY,
        MASKED
    }

    private final Worksheet sheet;
    private final SharedTexts shared;
    private final int columns;
    private final boolean hasHeadings;
    /** Of each column, how the last rows look, and since which row: a look is set for many rows at once. */
    private final Look[] looks;

    private final int[] since;
    private int row;

    XlsxSheet(Worksheet sheet, SharedTexts shared, List<Integer> widths, List<String> headings) {
        this.sheet = sheet;
        this.shared = shared;
        this.columns = widths.size();
        this.looks = new Look[columns];
        Arrays.fill(looks, Look.PLAIN);
        this.since = new int[columns];
        this.hasHeadings = !headings.isEmpty();
        for (int column = 0; column < columns; column++) {
            sheet.width(column, widths.get(column));
        }
        if (hasHeadings) {
            sheet.freezePane(0, 1);
            title(headings);
        }
    }

    /** A row in bold. */
    XlsxSheet title(List<String> texts) {
        for (int column = 0; column < texts.size(); column++) {
            text(column, texts.get(column));
            sheet.style(row, column)
                    .bold()
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
        }
        row++;
        return this;
    }

    /** A row of texts, which wrap in their cells. */
    void wrapped(List<String> texts) {
        for (int column = 0; column < texts.size(); column++) {
            text(column, texts.get(column));
            sheet.style(row, column).wrapText(true).verticalAlignment("top").set();
        }
        row++;
    }

    /** A row of data. */
    void row(Cell[] cells) throws IOException {
        for (int column = 0; column < cells.length; column++) {
            switch (cells[column]) {
                case Cell.Text(String text) -> {
                    look(column, Look.PLAIN);
                    text(column, text);
                }
                case Cell.Count(var number) -> {
                    look(column, Look.PLAIN);
                    sheet.value(row, column, number);
                }
                case Cell.Fraction(var number) -> {
                    look(column, Look.FRACTION);
                    sheet.value(row, column, number);
                }
                case Cell.Day(var day) -> {
                    look(column, Look.DAY);
                    sheet.value(row, column, day);
                }
                case Cell.Masked(String mask) -> {
                    look(column, Look.MASKED);
                    text(column, mask);
                }
            }
        }
        row++;
        if (row % FLUSHED == 0) {
            flush();
        }
    }

    /** How the cell of this row looks. */
    private void look(int column, Look look) {
        if (looks[column] != look) {
            setLook(column);
            looks[column] = look;
            since[column] = row;
        }
    }

    /** Sets the look of the cells above this row that look the same. */
    private void setLook(int column) {
        if (looks[column] != Look.PLAIN && since[column] < row) {
            var style = sheet.range(since[column], column, row - 1, column).style();
            switch (looks[column]) {
                case FRACTION -> style.format(FRACTION).set();
                case DAY -> style.format(DAY).set();
                case MASKED -> style.horizontalAlignment("right").set();
                case PLAIN -> throw new AssertionError("nothing to set");
            }
        }
    }

    private void flush() throws IOException {
        for (int column = 0; column < columns; column++) {
            setLook(column);
            since[column] = row;
        }
        sheet.flush();
    }

    private void text(int column, String text) {
        var safe = SafeText.of(text);
        if (!safe.isEmpty()) {
            var fitting = safe.length() <= TEXT_MAX ? safe : safe.substring(0, TEXT_MAX - 1) + CUT;
            if (shared.has(fitting)) {
                sheet.value(row, column, fitting);
            } else {
                sheet.inlineString(row, column, fitting);
            }
        }
    }

    /** Whether another row fits. */
    boolean isFull(int rowsMax) {
        return row >= rowsMax;
    }

    /** Ends the sheet, with a filter if it has headings. */
    void finish() throws IOException {
        flush();
        if (hasHeadings) {
            sheet.setAutoFilter(0, 0, Math.max(row - 1, 0), columns - 1);
        }
        sheet.finish();
    }
}
