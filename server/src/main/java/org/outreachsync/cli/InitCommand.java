package org.outreachsync.cli;

import java.io.PrintStream;

/** The admin command that makes a store. All others work on one that there is. */
final class InitCommand {

    static final Command MAKE = Command.of(
            "init",
            "Makes the store with its keysets where there is none, as the first start of the server does; leaves one that there is as it is.",
            InitCommand::done);

    private InitCommand() {}

    /** The store was made when it was opened. */
    private static void done(Arguments arguments, Desk desk, PrintStream out) {
        out.println("The store is ready.");
    }
}
