package org.outreachsync.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.refusal.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains errors in a command line, and suggests what was probably meant. */
final class Mistakes {

    private Mistakes() {}

    /** The error, in sentences. */
    static String sentence(ParameterException wrong, String... typed) {
        return switch (wrong) {
            case UnmatchedArgumentException unknown -> unknown(unknown.getCommandLine(), unknown.getUnmatched());
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() ->
                missing.getMissing().stream()
                        .map(parameter -> missing(parameter, List.of(typed)))
                        .collect(Collectors.joining(" "));
            case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given twice.";
            default -> wrong.getMessage() + ".";
        };
    }

    /** What is wrong if a word or an option has a blank value, which none may have; null if nothing. */
    static @Nullable String blank(ParseResult parsed) {
        return parsed.matchedArgs().stream()
                .filter(parameter -> parameter.originalStringValues().stream().anyMatch(String::isBlank))
                .findFirst()
                .map(parameter -> name(parameter) + " needs a value.")
                .orElse(null);
    }

    /** The commands of a group. */
    static String choice(CommandLine group) {
        return " It is followed by one of: "
                + String.join(", ", group.getSubcommands().keySet()) + ".";
    }

    private static String unknown(CommandLine where, List<String> words) {
        var option = words.stream().filter(word -> word.startsWith("-")).findFirst();
        if (option.isPresent()) {
            var name = option.get().split("=", 2)[0];
            return "There is no option " + name + "."
                    + meant(Nearest.to(name, where.getCommandSpec().optionsMap().keySet()));
        }
        boolean isGroup = where.getCommandSpec().userObject() == null;
        if (isGroup) {
            return command(where, words);
        }
        int expected = where.getCommandSpec().positionalParameters().size();
        return switch (expected) {
            case 0 -> "No argument is expected, and " + words.size() + " given: " + String.join(" ", words) + ".";
            case 1 -> "One argument is expected, and more are given: " + String.join(" ", words) + ".";
            default -> expected + " arguments are expected, and more are given: " + String.join(" ", words) + ".";
        };
    }

    private static String command(CommandLine group, List<String> words) {
        var first = words.getFirst();
        var names = CommandTree.names(group);
        if (!names.isEmpty()) {
            var nearest = Nearest.to(first, group.getSubcommands().keySet());
            return "There is no command " + names + " " + first + "."
                    + (nearest == null ? choice(group) : meant(names + " " + nearest));
        }
        return "There is no command " + first + "." + meant(nearest(group, words));
    }

    /** A command of two words is looked up by both. */
    private static @Nullable String nearest(CommandLine group, List<String> words) {
        var known = new LinkedHashSet<String>();
        group.getSubcommands()
                .forEach((name, command) -> Stream.concat(
                                Stream.of(name),
                                command.getSubcommands().keySet().stream().map(last -> name + " " + last))
                        .forEach(known::add));
        var both = words.size() > 1 ? Nearest.to(words.get(0) + " " + words.get(1), known) : null;
        return both == null ? Nearest.to(words.getFirst(), known) : both;
    }

    private static String missing(ArgSpec parameter, List<String> typed) {
        var name = name(parameter);
        boolean isNamed = typed.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
        return name + (isNamed ? " needs a value." : " is missing.");
    }

    private static String name(ArgSpec parameter) {
        return parameter instanceof OptionSpec option ? option.longestName() : parameter.paramLabel();
    }

    private static String meant(@Nullable String name) {
        return name == null ? "" : " Did you mean " + name + "?";
    }
}
