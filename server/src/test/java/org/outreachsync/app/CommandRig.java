package org.outreachsync.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Types admin commands over a store in a folder, and keeps what the last one printed. */
final class CommandRig {

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CommandRig(Path folder) {
        this.folder = folder;
    }

    /** The exit code. */
    int admin(String... arguments) {
        out.reset();
        err.reset();
        var variables = Map.of("OUTREACH_DATA", folder.toString());
        return Admin.run(
                arguments,
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
