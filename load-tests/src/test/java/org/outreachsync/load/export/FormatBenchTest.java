package org.outreachsync.load.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.format.Formats;

/**
 * A small run of the benchmark. Its table is large enough that a format which held its file in memory would be seen.
 */
class FormatBenchTest {

    @Test
    void everyFormatIsMeasuredAndIsStreamed() throws IOException {
        var printed = new ByteArrayOutputStream();
        FormatBench.run(20, 100, 12, 1, new PrintStream(printed, true, StandardCharsets.UTF_8));
        var text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("24240 lines", "floor ").doesNotContain("ABOVE");
        for (var format : Formats.ALL) {
            assertThat(text).containsPattern("(?m)^" + format.code() + " .* times the floor .*: ok$");
        }
    }
}
