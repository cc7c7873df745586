package org.outreachsync.cli;

import java.util.List;

/**
 * Does what most starts do, in one process. The launcher runs it once after a build, so that Java caches the loaded
 * classes.
 */
public final class Rehearsal {

    /** Each must succeed. Of a refused one, only the refusal would be cached. */
    static final List<String[]> COMMANDS = List.of(
            new String[] {"admin", "init"},
            new String[] {"admin", "site", "add", "REHEARSAL", "Rehearsal", "--country", "KG", "--region", "KG-O"},
            new String[] {"admin", "site", "list"},
            new String[] {"admin", "--help"});

    private Rehearsal() {}

    /**
     * Runs some commands on the store that the environment names, and then serves until the process is told to stop.
     */
    public static void main(String[] arguments) {
        for (var command : COMMANDS) {
            Main.run(command, System.getenv(), System.out, System.err);
        }
        Main.main(new String[] {ServeCommand.NAME});
    }
}
