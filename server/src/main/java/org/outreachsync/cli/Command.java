package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.Set;

/**
 * An admin command.
 *
 * @param name its one or two words
 * @param usage what follows them
 * @param does in a sentence
 * @param options the names that it knows
 * @param action what it does; refuses by a {@link org.outreachsync.refusal.RefusedException}
 */
record Command(String name, String usage, String does, Set<String> options, Action action) {

    /** What a command does. */
    interface Action {
        void run(Arguments arguments, Desk desk, PrintStream out);
    }
}
