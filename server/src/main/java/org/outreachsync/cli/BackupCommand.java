package org.outreachsync.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.store.sqlite.SqliteStore;

/** The admin command that copies the embedded store. */
final class BackupCommand {

    static final List<Command> ALL = List.of(new Command(
            "backup",
            "FILE",
            "Writes a copy of the embedded store as it stands now, beside running servers. The keysets are not in it: keep them elsewhere.",
            Set.of(),
            BackupCommand::write));

    private BackupCommand() {}

    private static void write(Arguments arguments, Desk desk, PrintStream out) {
        var target = Path.of(arguments.words(1).getFirst()).toAbsolutePath();
        if (!(desk.around().store() instanceof SqliteStore store)) {
            throw new UsageException(
                    "MONGODB_URI names a store that is backed up by its own tools, such as mongodump.");
        }
        store.backup(target);
        out.println("written to " + target);
    }
}
