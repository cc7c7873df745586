package org.outreachsync.export.format;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;

/** Reads CSV with Apache Commons CSV, and what is told from its columns, as a recipient's program would. */
final class CsvReading {

    private static final String MARK = "\uFEFF";

    private CsvReading() {}

    static List<CSVRecord> records(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        if (!text.startsWith(MARK)) {
            throw new AssertionError("no byte order mark");
        }
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(false)
                .get();
        try (var parser = format.parse(new StringReader(text.substring(1)))) {
            return parser.getRecords();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What the columns of a figure tell. */
    static @Nullable Told told(CSVRecord line, String figure) {
        return switch (line.get(figure + "_flag")) {
            case "exact" -> new Told.Exact(Long.parseLong(line.get(figure)));
            case "rounded" -> new Told.Rounded(Long.parseLong(line.get(figure)), range(line, figure));
            case "few" -> new Told.Few(range(line, figure));
            case "left out" -> new Told.LeftOut(Range.ANY);
            case "none" -> null;
            default -> throw new AssertionError(line);
        };
    }

    private static Range range(CSVRecord line, String figure) {
        return new Range(Long.parseLong(line.get(figure + "_min")), Long.parseLong(line.get(figure + "_max")));
    }
}
