package org.outreachsync.load.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {

    private static final String BEGIN = "<!-- Figures begin. `make bench-plots` writes them. -->\n";
    private static final String END = "<!-- Figures end. -->\n";

    @TempDir
    private Path folder;

    @Test
    void replacesTheFiguresAndKeepsTheRest() throws IOException {
        var file = Files.writeString(
                folder.resolve("performance.md"), "# Title\n" + BEGIN + "\nold\n\n" + END + "Words.\n");
        var page = new PerformancePage(folder);

        page.write("| 1 |\n", Map.of("plot.svg", "<svg/>"));
        page.write("| 2 |\n", Map.of());

        assertThat(file).hasContent("# Title\n" + BEGIN + "\n| 2 |\n\n" + END + "Words.\n");
        assertThat(folder.resolve("plot.svg")).hasContent("<svg/>");
    }

    @Test
    void refusesAPageWithoutAPlaceForFigures() throws IOException {
        Files.writeString(folder.resolve("performance.md"), "# Title\n" + END + BEGIN);

        assertThatThrownBy(() -> new PerformancePage(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lacks the lines between which figures belong");
    }
}
