package org.outreachsync.export.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.outreachsync.export.table.ExportTable;

/**
 * One page (A4) in PDF for a ministry: the figures of the whole area with their trend, what protects people, and the
 * definitions. What does not fit is chosen as {@link PageChoice} says, and the page says what is on no page.
 */
public final class MinistryPage implements Format {

    @Override
    public String code() {
        return "pdf";
    }

    @Override
    public String mediaType() {
        return "application/pdf";
    }

    @Override
    public String extension() {
        return "pdf";
    }

    @Override
    public boolean drawsTrend() {
        return true;
    }

    @Override
    public void write(ExportTable table, List<ExportTable> earlier, OutputStream out) throws IOException {
        // One page is small, and a document that failed half-way leaves nothing.
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var stream = new PDPageContentStream(document, page, AppendMode.OVERWRITE, true)) {
                new PageLayout(table, PageFont.regular(document), PageFont.bold(document))
                        .draw(new PageCanvas(stream), earlier);
            }
            describe(document, table);
            document.save(bytes);
        }
        bytes.writeTo(out);
        out.flush();
    }

    private static void describe(PDDocument document, ExportTable table) {
        var head = table.head();
        var information = document.getDocumentInformation();
        information.setTitle(head.titleText());
        information.setAuthor(head.publisher());
        information.setSubject(head.fileName());
        information.setCreator("Outreach Sync");
        information.setCreationDate(GregorianCalendar.from(head.counted().atZone(ZoneOffset.UTC)));
        document.getDocumentCatalog().setLanguage(head.language());
        // Otherwise, the id of the document would be made from the clock.
        document.setDocumentId((long) head.fileName().hashCode());
    }
}
