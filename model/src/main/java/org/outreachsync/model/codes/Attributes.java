package org.outreachsync.model.codes;

import java.util.Map;
import java.util.Set;

/**
 * The attributes of a code, by name. docs/code-lists.md describes each of them.
 *
 * @param flags the attributes that are true
 * @param numbers the attributes that are whole numbers; the name ends with the unit
 * @param texts the attributes that are words, separated by blanks if there are several
 */
public record Attributes(Set<String> flags, Map<String, Integer> numbers, Map<String, String> texts) {

    /** No attributes. */
    public static final Attributes NONE = new Attributes(Set.of(), Map.of(), Map.of());

    public Attributes {
        flags = Set.copyOf(flags);
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
    }
}
