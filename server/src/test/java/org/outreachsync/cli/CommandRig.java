package org.outreachsync.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Types admin commands over a store in a folder, and keeps what the last one printed. */
public final class CommandRig {

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Over the store in a folder. */
    public CommandRig(Path folder) {
        this.folder = folder;
    }

    /** The exit code. */
    public int admin(String... arguments) {
        out.reset();
        err.reset();
        var variables = Map.of("OUTREACH_DATA", folder.toString());
        return Admin.run(
                arguments,
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** What the last command wrote to its standard output. */
    public String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the last command wrote to its standard error. */
    public String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
