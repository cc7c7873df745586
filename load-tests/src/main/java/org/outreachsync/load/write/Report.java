package org.outreachsync.load.write;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table as Markdown, with the machine on which it was taken.
 *
 * @param notes what one has to know to read the table
 */
record Report(Settings settings, Machine machine, List<Line> lines, List<String> notes) {

    @Override
    public String toString() {
        var head = Stream.of(
                "Taken on " + LocalDate.now(ZoneOffset.UTC) + " on " + machine + ".",
                settings + ".",
                "",
                new Line("what", "today", "beside", "must", "aim", "verdict").toString(),
                "|---|---|---|---|---|---|");
        var body = Stream.concat(
                lines.stream().map(Line::toString),
                Stream.concat(Stream.of(""), notes.stream().map(note -> "- " + note)));
        return Stream.concat(head, body).collect(Collectors.joining("\n", "", "\n"));
    }
}
