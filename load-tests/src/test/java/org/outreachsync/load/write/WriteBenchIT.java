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
        var small = new Options(Map.of("uploaders", "2", "batches", "2", "rounds", "1", "batch", "20", "sites", "4"));
        var postgres = PostgresPrograms.find().orElse(null);

        WriteBench.run(folder, small, postgres, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "2 uploaders, 1 rounds of 2 batches each, 20 records a batch, 4 sites",
                        "| durable, applied and counted records a second | ",
                        "| bytes of a record up, compressed | ",
                        "STATUS_APPLIED=")
                .containsAnyOf("no PostgreSQL here", "PostgreSQL ");
    }
}
