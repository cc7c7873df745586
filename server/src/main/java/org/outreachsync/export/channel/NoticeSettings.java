package org.outreachsync.export.channel;

import java.util.Set;
import org.outreachsync.refusal.Parameters;

/**
 * What a notice says about this programme.
 *
 * @param programme its name
 * @param contact who answers questions, such as a name with a telephone number
 * @param language {@code en} or {@code ru}
 */
public record NoticeSettings(String programme, String contact, String language) {

    static final Set<String> LANGUAGES = Set.of("en", "ru");
    private static final int TEXT_LENGTH_MAX = 200;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a text is blank, too long or not one line, or the language is not offered
     */
    public NoticeSettings {
        if (!isLine(programme) || !isLine(contact)) {
            throw new IllegalArgumentException(
                    "The programme and the contact are one line of 1 to " + TEXT_LENGTH_MAX + " characters each.");
        }
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException(
                    "Notices are in " + LANGUAGES.stream().sorted().toList() + ".");
        }
    }

    /** Whether a text is one line that can stand in a header. */
    static boolean isLine(String text) {
        return !text.isBlank() && text.length() <= TEXT_LENGTH_MAX && Parameters.isLine(text);
    }
}
