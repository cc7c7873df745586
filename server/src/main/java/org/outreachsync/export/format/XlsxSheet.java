package org.outreachsync.export.format;

import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;

/** A sheet of a workbook, written from top to bottom. */
final class XlsxSheet {

    /** The most rows that a sheet can have, with its headings. */
    static final int ROWS_MAX = Worksheet.MAX_ROWS;

    private static final int FLUSHED = 500;
    private static final int TEXT_MAX = 32_767;
    private static final String CUT = "…";

    private final Worksheet sheet;
    private final int columns;
    private final boolean hasHeadings;
    private int row;

    XlsxSheet(Worksheet sheet, List<Integer> widths, List<String> headings) {
        this.sheet = sheet;
        this.columns = widths.size();
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
                case Cell.Text(String text) -> text(column, text);
                case Cell.Count(var number) -> sheet.value(row, column, number);
                case Cell.Fraction(var number) -> {
                    sheet.value(row, column, number);
                    sheet.style(row, column).format("0.0#").set();
                }
                case Cell.Day(var day) -> {
                    sheet.value(row, column, day);
                    sheet.style(row, column).format("yyyy-mm-dd").set();
                }
                case Cell.Masked(String mask) -> {
                    text(column, mask);
                    sheet.style(row, column).horizontalAlignment("right").set();
                }
            }
        }
        row++;
        if (row % FLUSHED == 0) {
            sheet.flush();
        }
    }

    private void text(int column, String text) {
        var safe = SafeText.of(text);
        if (!safe.isEmpty()) {
            // Not in the table of shared strings, which would grow with the number of lines.
            sheet.inlineString(row, column, safe.length() <= TEXT_MAX ? safe : safe.substring(0, TEXT_MAX - 1) + CUT);
        }
    }

    /** Whether another row fits. */
    boolean isFull(int rowsMax) {
        return row >= rowsMax;
    }

    /** Ends the sheet, with a filter if it has headings. */
    void finish() throws IOException {
        if (hasHeadings) {
            sheet.setAutoFilter(0, 0, Math.max(row - 1, 0), columns - 1);
        }
        sheet.finish();
    }
}
