package org.outreachsync.export.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.outreachsync.export.table.ExportTable;

/**
 * Tidy data as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel misreads Cyrillic: a line of names,
 * then one line for each line of the table. Names of columns are the same in every language. Days are written as
 * {@code 2026-10-31}, numbers with a point and without an exponent.
 *
 * <table>
 * <caption>The columns</caption>
 * <tr><td>{@code indicator, name, definition_version}</td><td>the indicator</td></tr>
 * <tr><td>{@code area_level, area, area_name}</td><td>{@code site}, {@code region} or {@code country}, its code and its
 * name</td></tr>
 * <tr><td>{@code period, from, to}</td><td>the days, as DHIS2 names them and as days</td></tr>
 * <tr><td>{@code sex, sex_name} and so on</td><td>code and name of the group in each dimension of the table; {@code _T}
 * is everybody</td></tr>
 * <tr><td>{@code unit}</td><td>of the value: {@code COUNT}, {@code PERCENT} or {@code RATIO}</td></tr>
 * <tr><td>{@code numerator, numerator_flag}</td><td>the count, blank unless its {@link Flag} is {@code exact} or
 * {@code rounded}</td></tr>
 * <tr><td>{@code numerator_min, numerator_max}</td><td>what the true count can be, as far as it is told</td></tr>
 * <tr><td>{@code denominator, …_flag, …_min, …_max}</td><td>likewise</td></tr>
 * <tr><td>{@code value, value_flag}</td><td>the count, or the quotient for an indicator with a denominator</td></tr>
 * <tr><td>{@code target, target_unit, target_period, target_source}</td><td>the target; blank for none</td></tr>
 * <tr><td>{@code denominator_source, denominator_period, denominator_year}</td><td>of an entered denominator</td></tr>
 * <tr><td>{@code revision, counted, provisional}</td><td>of the export, so that files can be put together</td></tr>
 * </table>
 */
public final class TidyCsv implements Format {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public String code() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8; header=present";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public void write(ExportTable table, List<ExportTable> earlier, OutputStream out) throws IOException {
        var columns = TidyColumns.forPrograms(table, Texts.in(table.head().language()));
        try {
            // Not closed: that would close the caller's stream, and complete a file that failed.
            var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write(BYTE_ORDER_MARK);
            var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
            csv.writeRecord(columns.stream().map(Column::heading).toList());
            var fields = new String[columns.size()];
            for (var line : table.lines()) {
                for (int column = 0; column < fields.length; column++) {
                    fields[column] = field(columns.get(column).cell().apply(line));
                }
                csv.writeRecord(fields);
            }
            csv.flush();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static String field(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> SafeText.of(text);
            case Cell.Count(var number) -> number.toPlainString();
            case Cell.Fraction(var number) -> number.toPlainString();
            case Cell.Day(var day) -> day.toString();
            case Cell.Masked masked -> "";
        };
    }
}
