package org.outreachsync.export.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.outreachsync.export.table.ExportTable;

/**
 * A workbook: a sheet of tidy data with the columns of {@link TidyCsv}, and a sheet that explains it. Numbers and days
 * are numbers and days; a masked figure is a text such as {@code <8} or {@code –}, and a column beside each figure
 * holds its {@link Flag}. The limits of masked counts have no columns, because the texts say them.
 */
public final class TidyXlsx implements Format {

    private final int rowsMax;

    /** Sheets as long as the format allows. */
    public TidyXlsx() {
        this(XlsxSheet.ROWS_MAX);
    }

    /**
     * Shorter sheets.
     *
     * @param rowsMax the rows of a data sheet, with its headings; further lines go to further sheets
     */
    public TidyXlsx(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    @Override
    public String code() {
        return "xlsx";
    }

    @Override
    public String mediaType() {
        return XlsxFile.MEDIA_TYPE;
    }

    @Override
    public String extension() {
        return "xlsx";
    }

    @Override
    public void write(ExportTable table, List<ExportTable> earlier, OutputStream out) throws IOException {
        var texts = Texts.in(table.head().language());
        var file = new XlsxFile(table.head(), out);
        new DataSheets(file, texts.get("sheet.data"), TidyColumns.forPeople(table, texts), rowsMax)
                .write(table.lines());
        new Explanation(table, texts).write(file);
        file.finish();
    }
}
