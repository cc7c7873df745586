package org.outreachsync.load.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A small run of the benchmark: every table can be made safe, and each figure is printed beside its floor. */
class DisclosureBenchTest {

    @Test
    void tablesAreMadeSafeAndMeasured() {
        var printed = new ByteArrayOutputStream();

        DisclosureBench.run(1_000, 20_260_101, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("seed=20260101", "USUAL", "FULL", "suppress", "round", "floor", "ratio")
                .doesNotContain("refused");
    }
}
