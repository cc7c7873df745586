package org.outreachsync.cli;

import java.io.PrintStream;
import org.outreachsync.app.Backend;
import org.outreachsync.app.FormUpgrade;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.sqlite.FolderLock;

/** The admin command that rebuilds everything from the logs. */
final class ReplayCommand {

    static final Command REPLAY = Command.alone(
            "replay",
            "Throws away records, reviews, quarantine and figures, and derives them again from the logs. Stop all servers first; if it is broken off, run it again.",
            ReplayCommand::replay);

    private ReplayCommand() {}

    private static void replay(Arguments arguments, ServerConfig config, PrintStream out, PrintStream notes) {
        var backend = Backend.open(config, FormUpgrade.REPLAY);
        try (var store = backend.store()) {
            notes.println("Store: " + Backend.where(config, store));
            if (config.mongoUri() != null) {
                replay(backend, config, out);
                return;
            }
            try (var _ = FolderLock.take(config.data(), backend.clock().instant())) {
                replay(backend, config, out);
            }
        }
    }

    private static void replay(Backend backend, ServerConfig config, PrintStream out) {
        Unfinished.begin(backend.store(), FormUpgrade.REPLAY, backend.random());
        FormUpgrade.derive(backend, config, out::println);
        Unfinished.end(backend.store());
    }
}
