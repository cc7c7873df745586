package org.outreachsync.model.codes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text that people read, in several languages; immutable. English is what the others are translated from. A
 * translation counts as made by a machine until a person who speaks the language has read it.
 *
 * @param byLanguage the text by language, out of {@link #LANGUAGES}
 * @param checked the languages whose text a person who speaks it has read and found right; English needs none
 */
public record LocalizedText(Map<String, String> byLanguage, Set<String> checked) {

    /** What the others are translated from. */
    public static final String ENGLISH = "en";

    /**
     * Every language that a text may have, in the order in which they are shown: ISO 639-1. Uzbek is in Latin letters.
     */
    public static final List<String> LANGUAGES = List.of(ENGLISH, "ru", "ky", "kk", "tg", "uz");

    /**
     * Takes the texts as their reader found them.
     *
     * @throws IllegalArgumentException when a language is none of {@link #LANGUAGES}, a text is blank, or a language
     *     without a translation is called checked
     */
    public LocalizedText {
        byLanguage = Map.copyOf(byLanguage);
        checked = Set.copyOf(checked);
        byLanguage.forEach((language, text) -> {
            if (!LANGUAGES.contains(language)) {
                throw new IllegalArgumentException(
                        "there is no language \"" + language + "\" here; there may be " + String.join(", ", LANGUAGES));
            }
            if (text.codePoints().allMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("the text in " + language + " is blank");
            }
        });
        for (var language : checked) {
            if (language.equals(ENGLISH) || !byLanguage.containsKey(language)) {
                throw new IllegalArgumentException(
                        "\"" + language + "\" is called checked, but there is no translation into it");
            }
        }
    }

    /**
     * What people read in this language; English when there is no such text, {@code otherwise} when there is no English
     * one.
     */
    public String in(String language, String otherwise) {
        var text = byLanguage.get(language);
        return text != null ? text : byLanguage.getOrDefault(ENGLISH, otherwise);
    }

    /**
     * The languages whose text is still to be checked by a person who speaks it, in the order of {@link #LANGUAGES}.
     */
    public List<String> unchecked() {
        return LANGUAGES.stream()
                .filter(language ->
                        byLanguage.containsKey(language) && !language.equals(ENGLISH) && !checked.contains(language))
                .collect(Collectors.toList());
    }
}
