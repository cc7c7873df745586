package org.outreachsync.load.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run of the benchmark: nothing related to a small count is silenced, also beside earlier reports. */
class UsualExportBenchIT {

    private static final Shape SHAPE = new Shape(4_000, 300, 3, 1, 20_261_129);

    @Test
    void tellsNearlyEverythingByRounding(@TempDir Path folder) throws Exception {
        var printed = new ByteArrayOutputStream();
        try (var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            UsualExportBench.run(SHAPE, folder, out);
        }
        var lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        int suppressed = lines.indexOf("Suppress[], each report by itself");
        assertThat(lines.subList(0, suppressed))
                .filteredOn(line -> line.contains(" counts; "))
                .hasSize(24)
                .allSatisfy(line -> assertThat(line).contains("   0 silent").containsPattern(":   [01]\\.[0-9] %"));
        assertThat(lines.subList(suppressed, lines.size()))
                .filteredOn(line -> line.contains(" counts; "))
                .hasSize(24)
                .allSatisfy(line -> assertThat(line).contains("   0 silent"));
    }
}
