package org.outreachsync.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

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
        return adminWith(Map.of(), arguments);
    }

    /** The same with further variables in the environment. */
    public int adminWith(Map<String, String> more, String... arguments) {
        out.reset();
        err.reset();
        var variables = new HashMap<>(more);
        variables.put("OUTREACH_DATA", folder.toString());
        return admin(
                arguments,
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** Types an admin command, without {@code ./outreach admin}, in an environment. The exit code. */
    public static int admin(String[] arguments, Map<String, String> variables, PrintStream out, PrintStream err) {
        var typed = Stream.concat(Stream.of("admin"), Stream.of(arguments)).toArray(String[]::new);
        return Main.run(typed, variables, out, err);
    }

    /** Starts a server, which is refused. The exit code. */
    public static int serve(Map<String, String> variables, PrintStream out, PrintStream err) {
        return Main.run(new String[] {"serve"}, variables, out, err);
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
