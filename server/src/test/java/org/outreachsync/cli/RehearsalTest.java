package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher rehearses is what people do, and not how they are refused. */
class RehearsalTest {

    @TempDir
    private Path folder;

    @Test
    void everyCommandSucceeds() {
        var environment = Map.of("OUTREACH_DATA", folder.resolve("data").toString());
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        for (var command : Rehearsal.COMMANDS) {
            assertThat(Main.run(command, environment, out, out))
                    .as(() -> String.join(" ", command) + ": " + printed.toString(StandardCharsets.UTF_8))
                    .isEqualTo(Exit.OK);
        }
    }
}
