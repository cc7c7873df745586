package org.outreachsync.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.outreachsync.config.Sheets;

/**
 * Reads a table saved by a spreadsheet: CSV in UTF-8, with or without a byte order mark, with commas or semicolons. The
 * first row names the columns. Empty rows are skipped.
 */
final class Sheet {

    private static final char MARK = '\uFEFF';

    private final String name;
    private final Set<String> required;
    private final Set<String> known;
    private final Faults faults;

    /**
     * A row.
     *
     * @param file the name of its file
     * @param line on which it begins, from 1
     * @param fields by column, trimmed; every column is present
     * @param hasSemicolons whether semicolons separate the fields, so that decimals may have a comma
     */
    record Row(String file, long line, Map<String, String> fields, boolean hasSemicolons) {

        String text(String column) {
            return fields.getOrDefault(column, "");
        }

        boolean has(String column) {
            return !text(column).isEmpty();
        }
    }

    /**
     * A kind of table.
     *
     * @param required the required columns
     * @param optional the optional columns
     */
    record Columns(Set<String> required, Set<String> optional) {
        Columns {
            required = Set.copyOf(required);
            optional = Set.copyOf(optional);
        }
    }

    private Sheet(Path file, Columns columns, Faults faults) {
        this.name = String.valueOf(file.getFileName());
        this.required = columns.required();
        this.known = new HashSet<>(columns.required());
        this.known.addAll(columns.optional());
        this.faults = faults;
    }

    /** Reads the rows of a file; errors are added to the faults. */
    static List<Row> read(Path file, Columns columns, Sheets limits, Faults faults) {
        return new Sheet(file, columns, faults).rows(file, limits);
    }

    private List<Row> rows(Path file, Sheets limits) {
        try {
            if (Files.size(file) > limits.bytesMax()) {
                faults.add(name, "A file has at most " + limits.bytesMax() + " bytes.");
                return List.of();
            }
            return rows(text(Files.readAllBytes(file)), limits.rowsMax());
        } catch (CharacterCodingException notUtf8) {
            faults.add(name, "The file is not in UTF-8. Save it as \"CSV UTF-8\".");
        } catch (IOException unreadable) {
            faults.add(name, "The file cannot be read.");
        } catch (CsvParseException broken) {
            faults.add(name, "The file is not CSV: " + broken.getMessage());
        }
        return List.of();
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    private List<Row> rows(String text, int rowsMax) throws IOException {
        boolean hasSemicolons = hasSemicolons(text);
        var rows = new ArrayList<Row>();
        try (var reader = CsvReader.builder()
                .fieldSeparator(hasSemicolons ? ';' : ',')
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<String> header = List.of();
            for (var record : reader) {
                if (header.isEmpty()) {
                    header = header(record);
                    if (header.isEmpty()) {
                        return List.of();
                    }
                } else if (rows.size() == rowsMax) {
                    faults.add(name, record.getStartingLineNumber(), "", "A file has at most " + rowsMax + " rows.");
                    return List.of();
                } else {
                    row(rows, header, record, hasSemicolons);
                }
            }
            if (header.isEmpty()) {
                faults.add(name, "The file is empty. Its first line names the columns.");
            }
        }
        return rows;
    }

    /** The separator that occurs more often in the first line; no column name contains either. */
    private static boolean hasSemicolons(String text) {
        var first = text.lines().findFirst().orElse("");
        return first.chars().filter(character -> character == ';').count()
                > first.chars().filter(character -> character == ',').count();
    }

    /** The names of the columns; empty if they are wrong. */
    private List<String> header(CsvRecord record) {
        var header = record.getFields().stream()
                .map(field -> clean(field).toLowerCase(Locale.ROOT))
                .toList();
        var seen = new HashSet<String>();
        boolean isRight = true;
        for (var column : header) {
            if (!column.isEmpty() && !known.contains(column)) {
                faults.add(
                        name,
                        record.getStartingLineNumber(),
                        column,
                        "Unknown column. The columns are " + columns(known) + ".");
                isRight = false;
            } else if (!column.isEmpty() && !seen.add(column)) {
                faults.add(name, record.getStartingLineNumber(), column, "The column is there twice.");
                isRight = false;
            }
        }
        var missing = new HashSet<>(required);
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            faults.add(
                    name,
                    record.getStartingLineNumber(),
                    "",
                    "The first line names the columns; " + columns(missing) + " is missing.");
            isRight = false;
        }
        return isRight ? header : List.of();
    }

    private static String columns(Set<String> columns) {
        return String.join(", ", columns.stream().sorted().toList());
    }

    private void row(List<Row> rows, List<String> header, CsvRecord record, boolean hasSemicolons) {
        var fields = new LinkedHashMap<String, String>();
        for (int at = 0; at < record.getFieldCount(); at++) {
            var text = clean(record.getField(at));
            var column = at < header.size() ? header.get(at) : "";
            if (column.isEmpty() && !text.isEmpty()) {
                faults.add(name, record.getStartingLineNumber(), "", "Field " + (at + 1) + " is not under any column.");
                return;
            }
            fields.put(column, text);
        }
        if (fields.values().stream().anyMatch(text -> !text.isEmpty())) {
            rows.add(new Row(name, record.getStartingLineNumber(), fields, hasSemicolons));
        }
    }

    /** Spreadsheets leave blanks and non-breaking spaces at the ends. */
    private static String clean(String field) {
        int begin = 0;
        int end = field.length();
        while (begin < end && isBlank(field.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(field.charAt(end - 1))) {
            end--;
        }
        return field.substring(begin, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
