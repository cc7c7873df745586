package org.outreachsync.load.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.load.indicator.Options;

/** A small run of the benchmark: everything that is uploaded is applied and counted, and the table is printed. */
class WriteBenchIT {

    @TempDir
    private Path folder;

    @Test
    void printsTheTableAfterEverythingIsCounted() throws Exception {
        var printed = new ByteArrayOutputStream();
        var small = Settings.of(new Options(Map.ofEntries(
                Map.entry("uploaders", "2"),
                Map.entry("warm-up", "0"),
                Map.entry("batches", "1"),
                Map.entry("rounds", "1"),
                Map.entry("batch", "20"),
                Map.entry("records", "100"),
                Map.entry("starts", "1"),
                Map.entry("herd", "5"),
                Map.entry("herd-seconds", "1"),
                Map.entry("sites", "4"))));
        var postgres = PostgresPrograms.find().orElse(null);

        WriteBench.run(folder, small, postgres, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "2 uploaders, rounds of 1 batches each, 20 records a batch, 4 sites",
                        "| durable, applied and counted records a second | ",
                        "| bytes of a record up, compressed | ",
                        "| records a second of the same upload again | ",
                        "| bytes of a record of a first pull, compressed | ",
                        "| processor time of a batch, times that over few records | ",
                        "| ready after a start, s | ",
                        "| herd: 5 tablets with 50 records within 1 s | all in, p99 ",
                        "Warm-up: 2 batches",
                        "STATUS_APPLIED=")
                .containsAnyOf("no PostgreSQL here", "PostgreSQL ");
    }
}
