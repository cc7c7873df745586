package org.outreachsync.config;

import java.util.List;

/**
 * The environment is not a valid configuration. Each problem names a variable and says what is allowed. Values are
 * never repeated.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems one line per wrong variable */
    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line per wrong variable. */
    public List<String> problems() {
        return problems;
    }
}
