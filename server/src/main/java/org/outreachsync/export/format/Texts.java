package org.outreachsync.export.format;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.outreachsync.model.codes.LocalizedText;

/**
 * The texts of the formats themselves, such as the names of columns, in the language of an export. They exist in
 * English and Russian; another language falls back to English, as everywhere.
 */
final class Texts {

    private static final Map<String, Properties> READ = new ConcurrentHashMap<>();

    private final Properties texts;
    private final Properties english;

    private Texts(Properties texts, Properties english) {
        this.texts = texts;
        this.english = english;
    }

    static Texts in(String language) {
        return new Texts(
                READ.computeIfAbsent(language, Texts::read), READ.computeIfAbsent(LocalizedText.ENGLISH, Texts::read));
    }

    /**
     * A text.
     *
     * @param values what stands for {@code {0}}, {@code {1}} and so on
     * @throws IllegalArgumentException if there is no such text
     */
    String get(String key, Object... values) {
        var text = texts.getProperty(key, english.getProperty(key));
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        for (int at = 0; at < values.length; at++) {
            text = text.replace("{" + at + "}", Objects.toString(values[at]));
        }
        return text;
    }

    private static Properties read(String language) {
        var read = new Properties();
        try (var stream = Texts.class.getResourceAsStream("/outreach/export/texts_" + language + ".properties")) {
            if (stream != null) {
                read.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return read;
    }
}
