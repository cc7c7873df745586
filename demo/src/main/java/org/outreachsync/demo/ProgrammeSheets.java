package org.outreachsync.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.outreachsync.cli.Main;

/** Imports the programme's sites, people and targets from spreadsheets, by {@code ./outreach admin import}. */
final class ProgrammeSheets {

    private static final List<String> SHEETS = List.of("sites.csv", "people.csv", "targets.csv");
    private static final String FOLDER = "/outreach/demo/programme/";
    private static final int NAME = 0;
    private static final int TOKEN = 3;

    private ProgrammeSheets() {}

    /**
     * Imports all sheets while the server runs.
     *
     * @param folder where the command may write files
     * @param settings the server's settings, as in its environment
     * @return the tokens of the new people, by name
     */
    static Map<String, String> takenIn(Path folder, Map<String, String> settings) throws IOException {
        var sheets = Files.createDirectory(folder.resolve("programme"));
        for (var name : SHEETS) {
            try (var sheet = Objects.requireNonNull(ProgrammeSheets.class.getResourceAsStream(FOLDER + name), name)) {
                Files.copy(sheet, sheets.resolve(name));
            }
        }
        var tokens = folder.resolve("tokens.csv");
        admin(settings, "import", "--tokens", tokens.toString(), sheets.toString());
        var byName = new HashMap<String, String>();
        Files.readAllLines(tokens).forEach(line -> {
            var cells = line.split(",", -1);
            byName.put(cells[NAME], cells[TOKEN]);
        });
        Files.delete(tokens);
        return byName;
    }

    /** Runs a command beside the server, and returns what it prints. */
    static String admin(Map<String, String> settings, String... words) {
        var told = new ByteArrayOutputStream();
        try (var out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            var arguments = Stream.concat(Stream.of("admin"), Stream.of(words)).toArray(String[]::new);
            if (Main.run(arguments, settings, out, out) != 0) {
                throw new IllegalStateException(
                        "admin " + String.join(" ", words) + " failed: " + told.toString(StandardCharsets.UTF_8));
            }
        }
        return told.toString(StandardCharsets.UTF_8);
    }
}
