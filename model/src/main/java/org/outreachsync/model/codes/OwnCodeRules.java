package org.outreachsync.model.codes;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for a programme's own codes. */
public final class OwnCodeRules {

    /** The text attributes whose values are not limited to those of published codes: any country of ISO 3166-1. */
    private static final Set<String> COUNTRIES = Set.of("country");

    /** The text attribute that every code of a list must have, by list. */
    private static final Map<String, String> REQUIRED_WORDS =
            Map.of("commodity", "unit", "service", "group", "region", "country");

    private static final int NAME_LENGTH_MAX = 40;

    private final CodeLists published;
    private final int labelLengthMax;

    /**
     * Rules for own codes in addition to these lists.
     *
     * @param labelLengthMax the most characters of a label
     */
    public OwnCodeRules(CodeLists published, int labelLengthMax) {
        this.published = published;
        this.labelLengthMax = labelLengthMax;
    }

    /** Why a programme may not add codes to this list, or null if it may. */
    public @Nullable String faultOfList(String list) {
        if (!published.names().contains(list)) {
            return "there is no list " + list;
        }
        return published.isExtensible(list)
                ? null
                : "the list takes no codes of a programme's own, since rules and figures hang on each of its codes; these do: "
                        + published.names().stream()
                                .filter(published::isExtensible)
                                .collect(Collectors.joining(", "));
    }

    /** What is wrong with an own code of an extensible list, or null. */
    public @Nullable String fault(String list, Code code) {
        if (!code.isOwn()) {
            return "id " + code.id() + " is not in " + Code.OWN_ID_MIN + " to " + Code.ID_MAX;
        }
        if (!isName(code.code())) {
            return "a code of a programme's own begins with " + Code.OWN_PREFIX + " and has at most " + NAME_LENGTH_MAX
                    + " capital letters, digits and underscores";
        }
        if (code.labels().byLanguage().isEmpty()) {
            return "a label is missing; one language is enough";
        }
        for (var label : code.labels().byLanguage().entrySet()) {
            if (!isLabel(label.getValue())) {
                return "the label in " + label.getKey() + " has more than " + labelLengthMax
                        + " characters, blanks at an end or control characters";
            }
        }
        return faultOfAttributes(published.get(list), code.attributes());
    }

    private static boolean isName(String name) {
        return name.startsWith(Code.OWN_PREFIX)
                && name.length() > Code.OWN_PREFIX.length()
                && name.length() <= NAME_LENGTH_MAX
                && name.chars().allMatch(one -> (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '_');
    }

    private boolean isLabel(String label) {
        return label.length() <= labelLengthMax
                && label.equals(label.trim())
                && label.chars().noneMatch(Character::isISOControl);
    }

    /** A list allows an attribute if one of its published codes has it. */
    private static @Nullable String faultOfAttributes(CodeList list, Attributes attributes) {
        var flags = new TreeSet<String>();
        var numbers = new TreeSet<String>();
        var words = new HashSet<Map.Entry<String, String>>();
        for (var code : list.all()) {
            flags.addAll(code.attributes().flags());
            numbers.addAll(code.attributes().numbers().keySet());
            words.addAll(code.attributes().texts().entrySet());
        }
        var required = REQUIRED_WORDS.get(list.name());
        if (required != null && !attributes.texts().containsKey(required)) {
            return "the attribute " + required + " is missing";
        }
        for (var flag : attributes.flags()) {
            if (!flags.contains(flag)) {
                return "the list declares no flag " + flag + ", but " + or(flags);
            }
        }
        for (var number : attributes.numbers().entrySet()) {
            if (!numbers.contains(number.getKey()) || number.getValue() < 0) {
                return "the list declares no number " + number.getKey() + " of this kind, but " + or(numbers);
            }
        }
        for (var word : attributes.texts().entrySet()) {
            var allowed = words.stream()
                    .filter(known -> known.getKey().equals(word.getKey()))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.toCollection(TreeSet::new));
            boolean isCountry = COUNTRIES.contains(word.getKey()) && !allowed.isEmpty() && isCountry(word.getValue());
            if (!isCountry && !isOf(allowed, word.getValue())) {
                return "the attribute " + word.getKey() + " is not " + word.getValue() + ", but " + or(allowed);
            }
        }
        return null;
    }

    /**
     * If published codes have several words, such as the modes of a setting, a code may have any of them, separated by
     * single blanks.
     */
    private static boolean isOf(Set<String> allowed, String value) {
        var single = new TreeSet<String>();
        allowed.forEach(words -> single.addAll(words(words)));
        boolean mayBeSeveral = allowed.stream().anyMatch(words -> words.indexOf(' ') >= 0);
        var asked = words(value);
        return allowed.contains(value)
                || (mayBeSeveral
                        && !asked.isEmpty()
                        && single.containsAll(asked)
                        && String.join(" ", asked).equals(value));
    }

    private static List<String> words(String text) {
        return Collections.list(new StringTokenizer(text, " ")).stream()
                .map(String::valueOf)
                .collect(Collectors.toList());
    }

    private static boolean isCountry(String word) {
        return word.length() == 2 && word.chars().allMatch(one -> one >= 'A' && one <= 'Z');
    }

    private static String or(Set<String> allowed) {
        return allowed.isEmpty() ? "none" : String.join(", ", allowed);
    }
}
