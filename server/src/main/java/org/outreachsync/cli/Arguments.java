package org.outreachsync.cli;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The arguments of a command: words, and options by name without the two hyphens. */
final class Arguments {

    private final ParseResult parsed;

    /** The command line is wrong for the command. */
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    Arguments(ParseResult parsed) {
        this.parsed = parsed;
    }

    /** The command that they follow. */
    CommandLine commandLine() {
        return parsed.commandSpec().commandLine();
    }

    /** The word at an index, from 0. */
    String word(int at) {
        return words().get(at);
    }

    /** All words. */
    List<String> words() {
        return parsed.matchedPositionals().stream()
                .distinct()
                .flatMap(positional -> positional.stringValues().stream())
                .toList();
    }

    /** Whether an option was given. */
    boolean has(String name) {
        return parsed.hasMatchedOption("--" + name);
    }

    /** The value of an option, or null if absent. */
    @Nullable
    String option(String name) {
        var given = parsed.matchedOption("--" + name);
        return given == null ? null : given.stringValues().getFirst();
    }

    /** The value of an option, or a default if absent. */
    String option(String name, String otherwise) {
        var value = option(name);
        return value == null ? otherwise : value;
    }

    /**
     * The value of an option.
     *
     * @throws UsageException if absent
     */
    String need(String name) {
        var value = option(name);
        if (value == null) {
            throw new UsageException("--" + name + " is missing.");
        }
        return value;
    }

    /**
     * The number in an option, or a default if absent.
     *
     * @throws UsageException if it is not a whole number
     */
    long whole(String name, long otherwise) {
        var value = option(name);
        return value == null ? otherwise : number(name, Long::parseLong, value);
    }

    /**
     * The number in an option.
     *
     * @throws UsageException if absent, or not a whole number
     */
    int needWhole(String name) {
        return number(name, Integer::parseInt, need(name));
    }

    private static <T> T number(String name, Function<String, T> parser, String value) {
        try {
            return parser.apply(value);
        } catch (NumberFormatException wrong) {
            throw new UsageException("--" + name + " must be a whole number.");
        }
    }
}
