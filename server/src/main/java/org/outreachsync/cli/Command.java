package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
import org.outreachsync.cli.Parameters.Parameter;

/**
 * An admin command.
 *
 * @param name its one or two words
 * @param does in a sentence
 * @param action what it does; refuses by a {@link org.outreachsync.refusal.RefusedException}
 * @param parameters what may follow it, words in their order
 */
record Command(String name, String does, Action action, List<Parameter> parameters) {

    Command {
        parameters = List.copyOf(parameters);
    }

    static Command of(String name, String does, Action action, Parameter... parameters) {
        return new Command(name, does, action, List.of(parameters));
    }

    /** What a command does. */
    interface Action {
        void run(Arguments arguments, Desk desk, PrintStream out);
    }
}
