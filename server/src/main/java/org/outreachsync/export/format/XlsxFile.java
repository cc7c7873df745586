package org.outreachsync.export.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import org.dhatim.fastexcel.Workbook;
import org.outreachsync.export.table.ExportTable.Head;

/**
 * A workbook that is written sheet by sheet and row by row. It is deliberately not {@link AutoCloseable}: closing a
 * workbook after a failure would complete it, and a part of the data would pass for all of it.
 */
final class XlsxFile {

    static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final UndatedZip zip;
    private final Workbook workbook;
    private final Head head;
    private final SharedTexts shared = new SharedTexts();

    XlsxFile(Head head, OutputStream out) {
        this.head = head;
        this.zip = new UndatedZip(out);
        this.workbook = new Workbook(zip, "Outreach Sync", null);
        workbook.setCompressionLevel(Deflater.BEST_SPEED);
        workbook.properties().setTitle(head.titleText()).setCompany(head.publisher());
    }

    /**
     * Begins a sheet; the one before must be finished.
     *
     * @param widths of its columns in characters
     * @param headings the first row, which stays visible; empty for none
     */
    XlsxSheet sheet(String name, List<Integer> widths, List<String> headings) {
        return new XlsxSheet(workbook.newWorksheet(name), shared, widths, headings);
    }

    /** Ends the file, after all sheets are finished. */
    void finish() throws IOException {
        zip.hold();
        workbook.finish();
        zip.release(head.counted());
    }
}
