package org.outreachsync.demo;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The programme's paper journals from before it had tablets: the tables in {@code journals.md}. */
final class Journals {

    private static final String FILE = "/outreach/demo/journals.md";

    private Journals() {}

    /**
     * One line of a site's journal.
     *
     * @param day the day of the event
     * @param site the site of the journal
     * @param record the record as a tablet captures it
     */
    record Line(LocalDate day, String site, Message record) {}

    /** All lines, oldest first. */
    static List<Line> lines() {
        var page = page();
        var codes = new HashMap<String, String>(Map.of("", ""));
        rows(page, "## People").forEach(row -> codes.put(row[0], row[1]));
        return rows(page, "## Records").map(row -> line(row, codes)).toList();
    }

    private static Line line(String[] row, Map<String, String> codes) {
        var code = Objects.requireNonNull(codes.get(row[3]), row[3] + " is not among the people");
        return new Line(LocalDate.parse(row[0]), row[1], WrittenRecord.of(row[2], code, row[4]));
    }

    private static Stream<String[]> rows(String page, String heading) {
        var part = page.substring(page.indexOf(heading) + heading.length()).split("\n## ", 2)[0];
        return part.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toArray(String[]::new));
    }

    private static String page() {
        try (var file = Objects.requireNonNull(Journals.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
