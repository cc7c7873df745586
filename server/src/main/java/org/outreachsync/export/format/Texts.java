package org.outreachsync.export.format;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;

/**
 * The texts of the formats themselves, such as the names of columns, in the language of an export. They exist in
 * English and Russian; another language falls back to English, as everywhere, and has those by which
 * {@link OnlyEnglish} says so.
 */
final class Texts {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
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
        if (values.length == 0 && text.indexOf('{') < 0) {
            return text;
        }
        // In one pass, so that braces in a value stay what they are.
        return PLACE.matcher(text)
                .replaceAll(
                        place -> Matcher.quoteReplacement(Objects.toString(values[Integer.parseInt(place.group(1))])));
    }

    /** A time in UTC, to the minute. */
    String time(Instant time) {
        return TIME.format(time);
    }

    /** Whether a text exists in the language of the export. */
    boolean isTranslated(String key) {
        return texts.containsKey(key);
    }

    /** An area with its level and name, and with its code if that is something else. */
    String area(ExportTable table, Area area) {
        var name = table.areaName(area);
        return get("column." + area.level().name().toLowerCase(Locale.ROOT)) + ": " + name
                + (name.equals(area.code()) ? "" : " (" + area.code() + ")");
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
