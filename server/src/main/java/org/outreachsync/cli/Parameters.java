package org.outreachsync.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The parameters of a command: words in order, and options. */
final class Parameters {

    private Parameters() {}

    /** A word or an option of a command. */
    sealed interface Parameter {
        void addTo(CommandSpec command);

        /** A synopsis in which this parameter is shown as what it is to people. */
        default String inSynopsis(String synopsis) {
            return synopsis;
        }
    }

    /**
     * An option that must be given unless its former name is. The parser cannot require it, but the help shows it so.
     */
    private record Renamed(Option option) implements Parameter {

        @Override
        public void addTo(CommandSpec command) {
            option.addTo(command);
        }

        @Override
        public String inSynopsis(String synopsis) {
            return synopsis.replaceAll("\\[(--" + option.name() + "[= ]" + option.label() + ")]", "$1");
        }
    }

    private record Word(String label, String arity, Class<?> type, String does) implements Parameter {

        @Override
        public void addTo(CommandSpec command) {
            int at = command.positionalParameters().size();
            boolean isOne = arity.equals("1");
            command.addPositional(PositionalParamSpec.builder()
                    .index(isOne ? Integer.toString(at) : at + "..*")
                    .arity(arity)
                    .required(!arity.startsWith("0"))
                    .type(isOne ? type : List.class)
                    .auxiliaryTypes(type)
                    .paramLabel(label)
                    .description(does)
                    .build());
        }
    }

    private record Option(String name, String label, Class<?> type, boolean required, List<String> values, String does)
            implements Parameter {

        @Override
        public void addTo(CommandSpec command) {
            var option = OptionSpec.builder("--" + name)
                    .arity(type == boolean.class ? "0" : "1")
                    .type(type)
                    .paramLabel(label)
                    .required(required)
                    .hidden(does.isEmpty())
                    .description(does);
            command.addOption((values.isEmpty() ? option : option.completionCandidates(values)).build());
        }
    }

    /** A required word. */
    static Parameter word(String label, String does) {
        return new Word(label, "1", String.class, does);
    }

    /** A required file. */
    static Parameter file(String label, String does) {
        return new Word(label, "1", Path.class, does);
    }

    /** Any number of words, including none. */
    static Parameter anyWords(String label, String does) {
        return new Word(label, "0..*", String.class, does);
    }

    /** One file or more. */
    static Parameter files(String label, String does) {
        return new Word(label, "1..*", Path.class, does);
    }

    /** An option with a value. */
    static Parameter option(String name, String label, String does) {
        return new Option(name, label, String.class, false, List.of(), does);
    }

    /** A required option with a value. */
    static Parameter needed(String name, String label, String does) {
        return new Option(name, label, String.class, true, List.of(), does);
    }

    /** A required option with a value, for which a {@link #former} one is still accepted. */
    static Parameter renamed(String name, String label, String does) {
        return new Renamed(new Option(name, label, String.class, false, List.of(), does));
    }

    /** An option that is still accepted but not shown in the help. */
    static Parameter former(String name) {
        return new Option(name, "VALUE", String.class, false, List.of(), "");
    }

    /** An option whose value is one of a few. */
    static Parameter choice(String name, String label, String does, String... values) {
        return new Option(name, label, String.class, false, List.of(values), does);
    }

    /** A required option whose value is one of a few. */
    static Parameter neededChoice(String name, String label, String does, String... values) {
        return new Option(name, label, String.class, true, List.of(values), does);
    }

    /** An option that names a file. */
    static Parameter optionalFile(String name, String does) {
        return new Option(name, "FILE", Path.class, false, List.of(), does);
    }

    /** An option without a value. */
    static Parameter flag(String name, String does) {
        return new Option(name, "", boolean.class, false, List.of(), does);
    }
}
