package org.outreachsync.load.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The page of figures among the documents: its table and its plots come from a run, the rest is written by people. */
final class PerformancePage {

    private static final String NAME = "performance.md";
    private static final String BEGIN = "<!-- Figures begin. `make bench-plots` writes them. -->\n";
    private static final String END = "<!-- Figures end. -->\n";

    private final Path folder;

    /**
     * The page in a folder.
     *
     * @throws IOException unless it is there and says where figures belong
     */
    PerformancePage(Path folder) throws IOException {
        this.folder = folder;
        replaced("");
    }

    /**
     * Puts these figures in place of the former ones.
     *
     * @param figures as Markdown
     * @param plots as SVG, by the names of their files
     */
    void write(String figures, Map<String, String> plots) throws IOException {
        Files.writeString(folder.resolve(NAME), replaced(figures));
        for (var plot : plots.entrySet()) {
            Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
        }
    }

    private String replaced(String figures) throws IOException {
        var page = Files.readString(folder.resolve(NAME));
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(NAME + " lacks the lines between which figures belong");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + figures + "\n" + page.substring(end);
    }
}
