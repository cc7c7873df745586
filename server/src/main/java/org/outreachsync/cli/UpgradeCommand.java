package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.Duration;
import org.outreachsync.app.Backend;
import org.outreachsync.app.FormUpgrade;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.store.IndexProgress;
import org.outreachsync.store.sqlite.FolderLock;

/** The admin command that prepares a store for this version of the program. */
final class UpgradeCommand {

    static final Command UPGRADE = Command.alone(
            "upgrade",
            "Prepares the store for this version, however long that takes: builds indexes that an earlier version did not have, and derives anew what the earlier version stored in another form. For the latter, stop all servers first. Repeat it if it was broken off.",
            UpgradeCommand::upgrade);

    private UpgradeCommand() {}

    private static void upgrade(Arguments arguments, ServerConfig config, PrintStream out, PrintStream notes) {
        var backend = Backend.openToUpgrade(config, progress(notes));
        try (var store = backend.store()) {
            notes.println("Store: " + Backend.where(config, store));
            change(backend, config, out);
            out.println("The store is ready for this version.");
        }
    }

    private static void change(Backend backend, ServerConfig config, PrintStream out) {
        if (config.mongoUri() != null) {
            FormUpgrade.run(backend, config, out::println);
            return;
        }
        try (var _ = FolderLock.take(config.data(), backend.clock().instant())) {
            FormUpgrade.run(backend, config, out::println);
        }
    }

    /** Tells a person what takes so long. */
    private static IndexProgress progress(PrintStream err) {
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
