package org.outreachsync.export.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Reads PDF with OpenPDF. */
final class PdfReading {

    private PdfReading() {}

    static PdfReader open(byte[] file) {
        try {
            return new PdfReader(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The text of the only page, with every space as a plain one. */
    static String text(byte[] file) {
        try (var reader = open(file)) {
            if (reader.getNumberOfPages() != 1) {
                throw new AssertionError(reader.getNumberOfPages() + " pages");
            }
            return new PdfTextExtractor(reader).getTextFromPage(1).replaceAll("[\\s\u00A0]+", " ");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
