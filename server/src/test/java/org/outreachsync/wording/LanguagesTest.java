package org.outreachsync.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.wording.Published.Text;

/**
 * Every text is there in every language, in that language's own letters, and tells what it names from its neighbours.
 */
class LanguagesTest {

    private static final String RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private static final String LATIN = "abcdefghijklmnopqrstuvwxyz";

    /**
     * The official alphabets, in small letters; Uzbek: that of 1995, in which the turned comma belongs to oʻ and gʻ,
     * and c only to ch.
     */
    private static final Map<String, String> ALPHABETS = Map.of(
            "en",
            LATIN + "'",
            "ru",
            RUSSIAN,
            "ky",
            RUSSIAN + "ңөү",
            "kk",
            RUSSIAN + "әғқңөұүһі",
            "tg",
            "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
            "uz",
            "abdefghijklmnopqrstuvxyz");

    private static final Set<String> KEPT_IN_LATIN = Set.of("B", "C", "G", "COVID", "HBsAg", "LIVES", "PEP", "PrEP");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}'’‘`]+");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]+([._][A-Z0-9]+)+\\b");
    private static final Pattern HEPATITIS_IN_CYRILLIC = Pattern.compile("(?iU)гепатит\\p{L}* [вс]\\b|\\b[вс] гепатит");

    static Stream<List<Text>> lists() {
        return Published.lists();
    }

    static Stream<Text> texts() {
        return Published.texts();
    }

    @Test
    void everyLanguageHasAnAlphabet() {
        assertThat(ALPHABETS).containsOnlyKeys(LocalizedText.LANGUAGES);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyLabelIsThereInEveryLanguageAndNoOtherOfItsListHasIt(List<Text> list) {
        assertThat(list)
                .isNotEmpty()
                .allSatisfy(label -> assertThat(label.text().byLanguage()).containsOnlyKeys(LocalizedText.LANGUAGES));
        for (var language : LocalizedText.LANGUAGES) {
            assertThat(list)
                    .extracting(label -> label.in(language))
                    .as(language)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyDefinitionIsThereInEnglishAndRussian() {
        assertThat(Published.definitions())
                .allSatisfy(text -> assertThat(text.text().byLanguage()).containsOnlyKeys("en", "ru"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyWordIsInTheLettersOfItsLanguage(Text text) {
        text.text().byLanguage().forEach((language, words) -> {
            assertThat(words)
                    .as(language)
                    .isEqualTo(words.strip())
                    .isEqualTo(Normalizer.normalize(words, Normalizer.Form.NFC));
            assertThat(foreign(language, words)).as("%s: %s", language, words).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ru, Теcт, Теcт", // The c is Latin.
        "ky, Үйгө баруу і, і",
        "kk, Ќағида, Ќағида",
        "tg, Машқ ва цикл, цикл",
        "tg, Беморон ы, ы",
        "tg, Сӯзанҳои щ, щ",
        "tg, боль, боль",
        "uz, Шприц, Шприц",
        "uz, Yo'q, Yo'q",
        "uz, Yo‘q, Yo‘q",
        "uz, Yoʼq ʻa, ʻa",
        "uz, wifi, wifi",
        "uz, cement, cement",
        "en, Café, Café",
        "ru, Гепатит С, Гепатит С", // The С is Cyrillic.
        "ky, В гепатити, В гепатит",
    })
    void findsWhatIsForeign(String language, String words, String foreign) {
        assertThat(foreign(language, words)).containsExactly(foreign);
    }

    private static List<String> foreign(String language, String words) {
        var letters = WORD.matcher(CODE.matcher(words).replaceAll(""))
                .results()
                .map(found -> found.group())
                .filter(word -> !KEPT_IN_LATIN.contains(word) && !isOf(language, word));
        return Stream.concat(
                        letters, HEPATITIS_IN_CYRILLIC.matcher(words).results().map(found -> found.group()))
                .toList();
    }

    private static boolean isOf(String language, String word) {
        var plain = word.toLowerCase(Locale.ROOT);
        if (language.equals("uz")) {
            plain = plain.replaceAll("([og])ʻ", "$1")
                    .replaceAll("(?<=\\p{L})ʼ", "")
                    .replace("ch", "h");
        }
        var alphabet = ALPHABETS.getOrDefault(language, "");
        return plain.chars().allMatch(letter -> alphabet.indexOf(letter) >= 0);
    }
}
