package org.outreachsync.cli;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The arguments of a command: words, and options by name without the two hyphens. None is blank. */
final class Arguments {

    /** No option takes a number below 0, or a longer one. */
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

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
    int whole(String name, int otherwise) {
        var value = option(name);
        return value == null ? otherwise : number(name, value);
    }

    /**
     * The number in an option.
     *
     * @throws UsageException if absent, or not a whole number
     */
    int needWhole(String name) {
        return number(name, need(name));
    }

    private static int number(String name, String value) {
        if (!WHOLE.matcher(value).matches()) {
            throw new UsageException("--" + name + " must be a whole number of at most nine digits, without a sign.");
        }
        return Integer.parseInt(value);
    }
}
