package org.outreachsync.load.indicator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Command line options of the form {@code --name value}.
 *
 * @param given by name
 */
public record Options(Map<String, String> given) {

    /** Parses the options; an unknown name is an error. */
    public static Options of(String[] arguments, List<String> known) {
        var given = new HashMap<String, String>();
        for (int at = 0; at < arguments.length; at += 2) {
            var name = arguments[at].startsWith("--") ? arguments[at].substring(2) : "";
            if (!known.contains(name) || at + 1 == arguments.length) {
                throw new IllegalArgumentException("use --" + String.join(" N --", known) + " N, not " + arguments[at]);
            }
            given.put(name, arguments[at + 1]);
        }
        return new Options(given);
    }

    /** A number, or a default if it was not given. */
    public long number(String name, long otherwise) {
        var text = given.get(name);
        return text == null ? otherwise : Long.parseLong(text);
    }

    /** A text, or null if it was not given. */
    public @Nullable String text(String name) {
        return given.get(name);
    }

    /** Removes a scratch folder. */
    public static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
