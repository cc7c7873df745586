package org.outreachsync.config;

import java.util.List;

/**
 * The environment does not make a server: each problem names a variable and says what is allowed. It never repeats a
 * value.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line per variable that is wrong. */
    public List<String> problems() {
        return problems;
    }
}
