package org.outreachsync.export.mapping;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.outreachsync.export.table.ExportTable;

/** A file format of an export that names everything as DHIS2 does. Equal input gives equal bytes. */
public interface MappedFormat {

    /** The code in settings. */
    String code();

    /** The media type (RFC 6838). */
    String mediaType();

    /** The version of what it and the format beside it write, from 1: raised when equal input gives other bytes. */
    default int version() {
        return 1;
    }

    /** What follows the name of the export in the name of the file, without the first dot. Every format has its own. */
    String extension();

    /** The name of the file of a table. */
    default String fileName(ExportTable table) {
        return table.head().fileName() + "." + extension();
    }

    /**
     * The name of the file that withdraws the figures of a former form.
     *
     * @param number of the form, from 1
     */
    default String fileName(ExportTable table, int number) {
        return table.head().fileName() + ".former" + number + "." + extension();
    }

    /** The format of a second file, which goes beside this one; usually there is none. */
    default Optional<MappedFormat> beside() {
        return Optional.empty();
    }

    /** Whether it says which cells are withdrawn, of each form in a file of its own. Others only name figures. */
    default boolean withdraws() {
        return false;
    }

    /**
     * Writes an export in this format.
     *
     * @param mapped the figures in terms of DHIS2
     * @param table the same figures, for what is known of the whole export
     * @param out where to write; it is flushed, and stays open
     * @throws IOException if {@code out} fails. What was written by then is not a file of this format.
     */
    void write(Mapped.Complete mapped, ExportTable table, OutputStream out) throws IOException;
}
