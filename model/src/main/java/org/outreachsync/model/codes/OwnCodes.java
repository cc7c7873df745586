package org.outreachsync.model.codes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A programme's own codes, added to published lists without a release; immutable.
 *
 * @param version the version of all these codes, from 1; 0 when there are none
 * @param byList the codes by the name of their list, in display order
 */
public record OwnCodes(int version, Map<String, List<Code>> byList) {

    /** A programme without codes of its own. */
    public static final OwnCodes NONE = new OwnCodes(0, Map.of());

    public OwnCodes {
        var copy = new TreeMap<String, List<Code>>();
        byList.forEach((list, codes) -> {
            if (!codes.isEmpty()) {
                copy.put(list, List.copyOf(codes));
            }
        });
        byList = Collections.unmodifiableMap(copy);
    }

    /** Those of a list. */
    public List<Code> of(String list) {
        return byList.getOrDefault(list, List.of());
    }

    /** How many there are in all lists. */
    public int size() {
        return byList.values().stream().mapToInt(List::size).sum();
    }

    /**
     * A text of everything that affects how records are counted: ids, names and attributes, but not labels and dates.
     * Empty when there are no codes.
     */
    public String meaning() {
        var lines = new ArrayList<String>();
        byList.forEach((list, codes) -> codes.forEach(
                code -> lines.add(list + " " + code.id() + " " + code.code() + " " + words(code.attributes()))));
        lines.sort(null);
        return String.join("\n", lines);
    }

    private static String words(Attributes attributes) {
        var words = new ArrayList<String>(attributes.flags());
        attributes.numbers().forEach((name, number) -> words.add(name + "=" + number));
        attributes.texts().forEach((name, text) -> words.add(name + "=" + text));
        words.sort(null);
        return String.join(" ", words);
    }
}
