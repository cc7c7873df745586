package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
import org.outreachsync.cli.Parameters.Parameter;

/**
 * An admin command.
 *
 * @param name its one or two words
 * @param does its effect, in a sentence
 * @param action what it does; refuses by a {@link org.outreachsync.refusal.RefusedException}
 * @param parameters its words, in order, and options
 */
record Command(String name, String does, Action action, List<Parameter> parameters) {

    Command {
        parameters = List.copyOf(parameters);
    }

    static Command of(String name, String does, Action action, Parameter... parameters) {
        return new Command(name, does, action, List.of(parameters));
    }

    /** The action of a command. */
    interface Action {
        void run(Arguments arguments, Desk desk, PrintStream out);
    }
}
