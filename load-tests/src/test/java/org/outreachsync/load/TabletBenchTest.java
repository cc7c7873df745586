package org.outreachsync.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small run of the benchmark: every record arrives, the file holds them, and each figure is printed beside its floor
 * or target.
 */
class TabletBenchTest {

    private static final int RECORDS = 2_500;
    private static final long SEED = 20_260_101;

    @TempDir
    private Path folder;

    @Test
    void aTabletIsFilledAndMeasured() throws Exception {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        TabletFill.fill(folder, RECORDS, SEED, out);
        try (var filled = LargeTablet.open(folder, RECORDS, SEED)) {
            assertThat(filled.list()).isEqualTo(RECORDS);
        }
        TabletBench.run(folder, RECORDS, SEED, out);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "first sync, 2500 records",
                        "open ",
                        "floor, reading the file once",
                        "sync  ",
                        "capture ",
                        "target below 100 ms",
                        "compaction ",
                        "peak with garbage");
    }
}
