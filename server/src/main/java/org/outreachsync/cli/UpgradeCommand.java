package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.Duration;
import org.outreachsync.store.IndexProgress;

/** The admin command that prepares a store for this version of the program. */
final class UpgradeCommand {

    static final Command UPGRADE = Command.of(
            "upgrade",
            "Prepares the store for this version: builds indexes that an earlier version did not have, however long that takes. Servers of the earlier version may go on meanwhile. Repeat it if it was broken off.",
            UpgradeCommand::done);

    private UpgradeCommand() {}

    /** Opening the store has already upgraded it. */
    private static void done(Arguments arguments, Desk desk, PrintStream out) {
        out.println("The store is ready for this version.");
    }

    /** Tells a person what takes so long. */
    static IndexProgress progress(PrintStream err) {
        return new IndexProgress() {
            @Override
            public void begins(String index, String table, long documents) {
                err.println("building index " + index + " over about " + documents + " documents of table " + table);
            }

            @Override
            public void built(String index, Duration took) {
                err.println("index " + index + " is built, after " + took.toSeconds() + " s");
            }
        };
    }
}
