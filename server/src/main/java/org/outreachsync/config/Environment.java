package org.outreachsync.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads variables by name and collects all errors, so that an operator sees them at once. An empty variable counts as
 * not set.
 */
final class Environment {

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Nullable
    String text(String name) {
        known.add(name);
        var value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String otherwise) {
        var value = text(name);
        return value == null ? otherwise : value;
    }

    int whole(String name, int otherwise, int min, int max) {
        return parsed(name, otherwise, "a whole number from " + min + " to " + max, written -> {
            int number = Integer.parseInt(written);
            if (number < min || number > max) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        });
    }

    Path path(String name, Path otherwise) {
        return parsed(name, otherwise, "a path", Path::of);
    }

    @Nullable
    Path readableFile(String name) {
        var written = text(name);
        if (written == null) {
            return null;
        }
        try {
            var path = Path.of(written);
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return path;
            }
        } catch (InvalidPathException wrong) {
            refuse(name, "a path");
            return null;
        }
        refuse(name, "a file that the server may read");
        return null;
    }

    /** The parsed variable, or the default if it is not set or wrong. */
    <T> T parsed(String name, T otherwise, String allowed, Function<String, T> parse) {
        var written = text(name);
        if (written == null) {
            return otherwise;
        }
        try {
            return parse.apply(written);
        } catch (RuntimeException wrong) {
            refuse(name, allowed);
            return otherwise;
        }
    }

    /** Words in lower case, separated by commas. */
    Set<String> words(String name) {
        var words = new HashSet<String>();
        for (var word : text(name, "").split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip().toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    List<String> namesBeginning(String prefix) {
        return variables.keySet().stream()
                .filter(name -> name.startsWith(prefix)
                        && !variables.getOrDefault(name, "").isBlank())
                .sorted()
                .toList();
    }

    /** The variables with a prefix that nothing has asked for. */
    List<String> unknownBeginning(String prefix) {
        return namesBeginning(prefix).stream()
                .filter(name -> !known.contains(name))
                .toList();
    }

    void refuse(String name, String allowed) {
        problems.add(name + " must be " + allowed + ".");
    }

    void complain(String problem) {
        problems.add(problem);
    }

    void finish() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
