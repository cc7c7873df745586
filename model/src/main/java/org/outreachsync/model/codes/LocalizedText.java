package org.outreachsync.model.codes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text for people in several languages; immutable. The other languages are translated from English. A translation
 * counts as made by a machine until a person who speaks the language has checked it.
 *
 * @param byLanguage the text by language, out of {@link #LANGUAGES}
 * @param checked the languages whose text was checked by a person who speaks it; never English
 */
public record LocalizedText(Map<String, String> byLanguage, Set<String> checked) {

    /** The language from which the others are translated. */
    public static final String ENGLISH = "en";

    /** The languages that a text may have, as ISO 639-1 codes, in display order. Uzbek is in Latin letters. */
    public static final List<String> LANGUAGES = List.of(ENGLISH, "ru", "ky", "kk", "tg", "uz");

    /**
     * A text.
     *
     * @throws IllegalArgumentException when a language is not one of {@link #LANGUAGES}, a text is blank, or a language
     *     without a translation is marked as checked
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

    /** The text in this language; failing that, the English text; failing that, {@code otherwise}. */
    public String in(String language, String otherwise) {
        var text = byLanguage.get(language);
        return text != null ? text : byLanguage.getOrDefault(ENGLISH, otherwise);
    }

    /** The languages whose text was not checked yet, in the order of {@link #LANGUAGES}. */
    public List<String> unchecked() {
        return LANGUAGES.stream()
                .filter(language ->
                        byLanguage.containsKey(language) && !language.equals(ENGLISH) && !checked.contains(language))
                .collect(Collectors.toList());
    }
}
