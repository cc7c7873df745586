package org.outreachsync.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.store.sqlite.SqliteStore;

/** The admin command that copies the embedded store. */
final class BackupCommand {

    static final List<Command> ALL = List.of(Command.of(
            "backup",
            "Writes a copy of the embedded store as it is now, while servers are running. The keysets are not in it: keep them elsewhere.",
            BackupCommand::write,
            Parameters.file("FILE", "The copy; the file must not exist yet.")));

    private BackupCommand() {}

    private static void write(Arguments arguments, Desk desk, PrintStream out) {
        var target = Path.of(arguments.word(0)).toAbsolutePath();
        if (!(desk.backend().store() instanceof SqliteStore store)) {
            throw new UsageException("MONGODB_URI names a store; back it up with its own tools, such as mongodump.");
        }
        store.backup(target);
        out.println("written to " + target);
    }
}
