package org.outreachsync.model.codes;

import java.util.Map;
import java.util.Set;

/**
 * What is known about a code besides its name, by the attribute's name; docs/code-lists.md says what each one means.
 *
 * @param flags the attributes that are true
 * @param numbers the attributes that are whole numbers; the last part of the name is the unit
 * @param texts the attributes that are words, several of them between blanks
 */
public record Attributes(Set<String> flags, Map<String, Integer> numbers, Map<String, String> texts) {

    /** A code of which nothing more is known. */
    public static final Attributes NONE = new Attributes(Set.of(), Map.of(), Map.of());

    public Attributes {
        flags = Set.copyOf(flags);
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
    }
}
