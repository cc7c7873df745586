package org.outreachsync.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.load.indicator.Options;

/** A small run of the benchmark: acknowledged records are counted soon afterwards, and the delay is printed. */
class FreshnessBenchIT {

    @TempDir
    private Path folder;

    @Test
    void whatIsAcknowledgedIsCounted() throws Exception {
        var printed = new ByteArrayOutputStream();
        var small =
                new Options(Map.of("tablets", "3", "sites", "2", "seconds", "3", "pause", "300", "seed", "20260101"));

        var probe = FreshnessBench.run(folder, small, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("3 tablets on 2 sites", "ack to figure", "one answer", "never counted     0");
        assertThat(probe.fresh().millis()).isNotEmpty();
        assertThat(probe.lost()).isZero();
    }
}
