package org.outreachsync.export.dhis2;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes forms as a CSV that DHIS2 imports, and that people import by hand. It has a header row with the names that
 * DHIS2 itself writes, no byte order mark and line feeds alone: DHIS2 reads the mark as a part of the first name. The
 * format has no column for the data set, which is named when the file is imported, so a file is of one data set.
 *
 * <p>Deletes nothing. Importing it erases comments that people have set on its cells.
 */
public final class DataValueCsv {

    /** As {@code Content-Type}. DHIS2 refuses {@code text/csv}. */
    public static final String MEDIA_TYPE = "application/csv";

    private static final List<String> HEADER =
            List.of("dataelement", "period", "orgunit", "categoryoptioncombo", "attributeoptioncombo", "value");

    private DataValueCsv() {}

    /**
     * Writes forms in the order given; the same forms always make the same text. The writer stays open.
     *
     * @throws IllegalArgumentException if they are of several data sets, or one form occurs twice
     * @throws IOException if the writer throws it
     */
    public static void write(List<DataValueSet> forms, Writer to) throws IOException {
        if (forms.stream().map(form -> form.group().dataSet()).distinct().count() > 1) {
            throw new IllegalArgumentException("a file is of one data set");
        }
        if (forms.stream().map(DataValueSet::group).distinct().count() < forms.size()) {
            throw new IllegalArgumentException("one form occurs twice");
        }
        var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to);
        csv.writeRecord(HEADER);
        for (var form : forms) {
            var group = form.group();
            for (var cell : form.cells()) {
                csv.writeRecord(
                        cell.key().dataElement().text(),
                        group.period().text(),
                        group.orgUnit().text(),
                        cell.key().categoryOptionCombo().text(),
                        group.attributeOptionCombo().text(),
                        cell.text());
            }
        }
        csv.flush();
    }
}
