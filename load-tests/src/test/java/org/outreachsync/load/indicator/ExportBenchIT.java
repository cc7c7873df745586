package org.outreachsync.load.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run of the benchmark: many indicators of a store in which nearly every count is small can be made safe. */
class ExportBenchIT {

    private static final Shape SHAPE = new Shape(4_000, 120, 2, 1, 20_260_101);

    @Test
    void printsItsFiguresAndRefusesNothing(@TempDir Path folder) throws Exception {
        var printed = new ByteArrayOutputStream();
        try (var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            ExportBench.run(SHAPE, folder, 15, 1, out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("15 indicators with", "counting", "floor: the same questions", "safe by Round")
                .contains("safe by Suppress", "csv", "xlsx", "pudr", "pdf", "left out", "target 10 s")
                .doesNotContain("not safe");
    }
}
