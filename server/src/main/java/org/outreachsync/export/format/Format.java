package org.outreachsync.export.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.outreachsync.export.table.ExportTable;

/**
 * A file format of an export that needs no mapping.
 *
 * <p>Equal tables give equal bytes: no format reads a clock, the default locale or the default time zone. XLSX and PDF
 * are compressed by the zlib of the Java runtime, so another build of Java may pack the same content into other bytes.
 *
 * <p>No format shows more than {@link org.outreachsync.disclosure.Told} tells: a masked figure is neither 0 nor blank
 * without a flag.
 */
public interface Format {

    /** The code in settings. */
    String code();

    /** The media type (RFC 6838). */
    String mediaType();

    /** The version of what it writes, from 1: raised when equal tables give another content than before. */
    default int version() {
        return 1;
    }

    /** What follows the name of the export in the name of the file, without the first dot. Every format has its own. */
    String extension();

    /** The name of the file of a table. */
    default String fileName(ExportTable table) {
        return table.head().fileName() + "." + extension();
    }

    /** Whether it draws a trend from earlier periods. */
    default boolean drawsTrend() {
        return false;
    }

    /**
     * Writes a table in this format. The memory that it needs does not grow with the number of lines.
     *
     * @param table what to write
     * @param earlier what was published of the same data set for earlier periods, in any order. A trend is drawn from
     *     published tables only, because counting again could reveal by difference what was masked. Formats without a
     *     trend ignore it.
     * @param out where to write; it is flushed, and stays open
     * @throws IOException if {@code out} fails. What was written by then is not a file of this format.
     */
    void write(ExportTable table, List<ExportTable> earlier, OutputStream out) throws IOException;
}
