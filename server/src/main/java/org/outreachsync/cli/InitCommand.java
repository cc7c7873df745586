package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.Set;

/** The admin command that makes a store. All others work on one that there is. */
final class InitCommand {

    static final Command MAKE = new Command(
            "init",
            "",
            "Makes the store with its keysets where there is none, as the first start of the server does; leaves one that there is as it is.",
            Set.of(),
            InitCommand::done);

    private InitCommand() {}

    /** The store was made when it was opened. */
    private static void done(Arguments arguments, Desk desk, PrintStream out) {
        arguments.words(0);
        out.println("The store is ready.");
    }
}
