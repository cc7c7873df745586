package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
import org.outreachsync.cli.Parameters.Parameter;
import org.outreachsync.config.ServerConfig;

/**
 * An admin command.
 *
 * @param name its one or two words
 * @param does its effect, in a sentence
 * @param action what it does; refuses by a {@link org.outreachsync.refusal.RefusedException}
 * @param parameters its words, in order, and options
 */
record Command(String name, String does, Work action, List<Parameter> parameters) {

    Command {
        parameters = List.copyOf(parameters);
    }

    static Command of(String name, String does, Action action, Parameter... parameters) {
        return new Command(name, does, action, List.of(parameters));
    }

    /** A command that does not work on an existing store. */
    static Command alone(String name, String does, Alone action, Parameter... parameters) {
        return new Command(name, does, action, List.of(parameters));
    }

    /** The action of a command. */
    sealed interface Work permits Action, Alone {}

    /** The action of a command that works on an existing store. */
    non-sealed interface Action extends Work {
        void run(Arguments arguments, Desk desk, PrintStream out);
    }

    /** The action of a command that opens what it needs by itself. */
    non-sealed interface Alone extends Work {

        /**
         * Runs it.
         *
         * @param notes for messages to a person, which do not belong into redirected output
         */
        void run(Arguments arguments, ServerConfig config, PrintStream out, PrintStream notes);
    }
}
