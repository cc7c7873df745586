package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/** The texts of the formats: all in English and Russian, those that say what is only in English in each language. */
class TextsTest {

    private static Map<String, String> texts(String language) throws IOException {
        var read = new Properties();
        try (var stream = Objects.requireNonNull(
                Format.class.getResourceAsStream("/outreach/export/texts_" + language + ".properties"))) {
            read.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        var texts = new TreeMap<String, String>();
        read.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return texts;
    }

    @Test
    void russianLacksNothing() throws IOException {
        assertThat(texts("ru").keySet()).isEqualTo(texts("en").keySet());
        assertThat(texts("ru").values()).noneMatch(String::isBlank);
    }

    @Test
    void russianIsTranslated() throws IOException {
        var english = texts("en");
        texts("ru").forEach((key, text) -> {
            if (english.getOrDefault(key, "").codePoints().anyMatch(Character::isLetter)) {
                assertThat(text).as(key).matches("(?iu).*[а-яё].*");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ky", "kk", "tg", "uz"})
    void everyLanguageSaysWhatIsOnlyInEnglish(String language) throws IOException {
        assertThat(texts(language).keySet())
                .isEqualTo(texts("en").keySet().stream()
                        .filter(key -> key.contains("only_english"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "ky", "kk", "tg", "uz"})
    void allHaveTheSamePlaces(String language) throws IOException {
        var english = texts("en");
        var place = Pattern.compile("\\{\\d}");
        texts(language)
                .forEach((key, text) -> assertThat(place.matcher(text)
                                .results()
                                .map(MatchResult::group)
                                .sorted())
                        .as(key)
                        .containsExactlyElementsOf(place.matcher(english.getOrDefault(key, ""))
                                .results()
                                .map(MatchResult::group)
                                .sorted()
                                .toList()));
    }

    @Test
    void everyDimensionAndFlagHasOne() throws IOException {
        var english = texts("en");
        for (var dimension : Dimension.values()) {
            assertThat(english).containsKeys("column." + dimension.word(), "column." + dimension.word() + "_name");
        }
        for (var flag : Flag.values()) {
            assertThat(english).containsKey("flag." + flag);
        }
    }
}
