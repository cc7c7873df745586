package org.outreachsync.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.refusal.Nearest;

/**
 * A command line taken apart: words, options of the form {@code --name value} or {@code --name=value}, and flags of the
 * form {@code --name}.
 */
final class Arguments {

    /** Stands behind the name of an option that takes no value. */
    static final String FLAG = "!";

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();

    /** The command line is not as the command wants it. */
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    Arguments(List<String> written, Set<String> known) {
        for (int at = 0; at < written.size(); at++) {
            var argument = written.get(at);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            var name = argument.substring(2, equals < 0 ? argument.length() : equals);
            boolean isFlag = equals < 0 && known.contains(name + FLAG);
            if (isFlag) {
                options.put(name, "");
                continue;
            }
            if (!known.contains(name)) {
                var nearest = Nearest.to(
                        name, known.stream().map(one -> one.replace(FLAG, "")).toList());
                throw new UsageException("There is no option --" + name + "."
                        + (nearest == null ? "" : " Did you mean --" + nearest + "?"));
            }
            if (equals < 0 && at + 1 == written.size()) {
                throw new UsageException("--" + name + " needs a value.");
            }
            if (options.put(name, equals < 0 ? written.get(++at) : argument.substring(equals + 1)) != null) {
                throw new UsageException("--" + name + " is given twice.");
            }
        }
    }

    List<String> words(int count) {
        if (words.size() != count) {
            var expected = count == 0 ? "No argument is" : count == 1 ? "One argument is" : count + " arguments are";
            throw new UsageException(expected + " expected, and "
                    + (words.isEmpty() ? "none given." : words.size() + " given: " + String.join(" ", words) + "."));
        }
        return words;
    }

    /** All that are no options. */
    List<String> words() {
        return words;
    }

    @Nullable
    String option(String name) {
        return options.get(name);
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    String need(String name) {
        var value = options.get(name);
        if (value == null) {
            throw new UsageException("--" + name + " is missing.");
        }
        return value;
    }

    long whole(String name, long otherwise) {
        var value = options.get(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException wrong) {
            throw new UsageException("--" + name + " must be a whole number.");
        }
    }
}
