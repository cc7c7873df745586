package org.outreachsync.export.format;

import java.io.IOException;
import java.util.List;
import org.outreachsync.export.table.Line;

/** Writes lines to a sheet, and to further sheets of the same form once it is full. */
final class DataSheets {

    private final XlsxFile file;
    private final String name;
    private final List<Column> columns;
    private final int rowsMax;

    /** @param rowsMax the rows of a sheet, with its headings; 2 or more, and at most {@link XlsxSheet#ROWS_MAX} */
    DataSheets(XlsxFile file, String name, List<Column> columns, int rowsMax) {
        this.file = file;
        this.name = name;
        this.columns = columns;
        this.rowsMax = rowsMax;
    }

    void write(List<Line> lines) throws IOException {
        int sheets = 1;
        var sheet = begin(name);
        var cells = new Cell[columns.size()];
        for (var line : lines) {
            if (sheet.isFull(rowsMax)) {
                sheet.finish();
                sheets++;
                sheet = begin(name + " " + sheets);
            }
            for (int column = 0; column < columns.size(); column++) {
                cells[column] = columns.get(column).cell().apply(line);
            }
            sheet.row(cells);
        }
        sheet.finish();
    }

    private XlsxSheet begin(String sheetName) {
        return file.sheet(
                sheetName,
                columns.stream().map(Column::width).toList(),
                columns.stream().map(Column::heading).toList());
    }
}
