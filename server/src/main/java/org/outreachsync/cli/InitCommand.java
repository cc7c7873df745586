package org.outreachsync.cli;

import java.io.PrintStream;

/** The admin command that creates a store. All others need an existing one. */
final class InitCommand {

    static final Command MAKE = Command.of(
            "init",
            "Creates the store and its keysets if there is none, as the first start of the server does. Does not change an existing store.",
            InitCommand::done);

    private InitCommand() {}

    /** Opening the store has already created it. */
    private static void done(Arguments arguments, Desk desk, PrintStream out) {
        out.println("The store is ready.");
    }
}
