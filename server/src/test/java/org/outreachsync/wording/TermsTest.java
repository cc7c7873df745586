package org.outreachsync.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.wording.Published.Text;

/** The field's terms: the same one everywhere for the same thing, people first, and nothing that blames. */
class TermsTest {

    /**
     * Words for people that name them by what they take, have or suffer. They are looked for at the beginnings of
     * words, in small letters.
     */
    private static final Map<String, String> STIGMATISING = Map.of(
            "en",
            "addict|junkie|abuser|drug user|drug abuse|prostitut|inmate|prisoner|convict|victim|alcoholic|homosexual|hiv-infected",
            "ru",
            "нарком|наркозавис|зависим(ый|ая|ые|ых|ого|ому)\\b|алкоголик|пьяниц|проститут|гомосексуал|заключённ|заключенн|осуждённ|осужденн|жертв|бомж"
                    + "|злоупотреб|инфицированн|потребител",
            "ky",
            "нарком|баңги(?! зат)|баңгилер|көз каранды(?!лы)|сойку|кылмышкер|курмандык|алкаш|аракеч|камактагы",
            "kk",
            "нарком|нашақор|тәуелді(?!л)|жезөкше|маскүнем|қылмыскер|құрбан|сотталған",
            "tg",
            "нарком|нашъаманд|муътод|мухаддирпараст|фоҳиша|майзада|маҳбус|маҳкум|қурбон",
            "uz",
            "narkoman|giyohvand|bangi|fohisha|ichkilikboz|mahbus|mahkum|qurbon|tobe(?!lig)");

    private static final Map<String, String> PWID = Map.of(
            "en", "PWID|inject",
            "ru", "ЛУИН",
            "ky", "инъекциялык баңги заттарды колдонгон",
            "kk", "инъекциялық есірткі тұтынатын",
            "tg", "маводи нашъадори тазриқӣ истеъмол мекун",
            "uz", "narkotiklarni inyeksiya orqali isteʼmol qiladigan");
    private static final Map<String, String> OTHER_NAMES_OF_PWID = Map.of(
            "ru", "ЛУН|ПИН|ЛЖИН", "ky", "ИИК|ИБК|ЛУИН", "kk", "ИЕТ|ЕИТ|ЛУИН", "tg", "ИМТ|ЛУИН", "uz", "GIQ|INEQ");

    private static final Map<String, String> PEP =
            Map.of("en", "PEP|exposure", "ru", "ПКП", "ky", "PEP", "kk", "PEP", "tg", "PEP", "uz", "PEP");
    private static final Map<String, String> OST =
            Map.of("en", "OST|OAMT", "ru", "ОЗТ", "ky", "ОЗТ", "kk", "ОАТ", "tg", "ТИО", "uz", "OAT");

    static Stream<Text> texts() {
        return Published.texts();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void nobodyIsNamedByWhatTheyTakeOrSuffer(Text text) {
        text.text()
                .byLanguage()
                .forEach((language, words) -> assertThat(isStigmatising(language, words))
                        .as("%s: %s", language, words)
                        .isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "ru, Зависимые от опиоидов",
        "ru, Наркоман",
        "ky, Опиоидге көз каранды адамдар",
        "ky, Баңгилер",
        "kk, Опиоидқа тәуелді адамдар",
        "tg, Нашъамандон",
        "uz, Giyohvandlar",
        "en, Drug users",
    })
    void findsWhatStigmatises(String language, String words) {
        assertThat(isStigmatising(language, words)).isTrue();
    }

    private static boolean isStigmatising(String language, String words) {
        return Pattern.compile("(?U)\\b(" + STIGMATISING.get(language) + ")")
                .matcher(words.toLowerCase(Locale.ROOT))
                .find();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "population.PWID",
                "population.PWID_OPIOID",
                "indicator.KP-1d",
                "indicator.KP-4",
                "indicator.KP-8",
                "indicator.HTS-3d",
                "indicator.GAM-NSP",
                "indicator.PRV.10",
            })
    void peopleWhoInjectDrugsHaveOneName(String name) {
        hasTerm(Published.label(name), PWID);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void peopleWhoInjectDrugsHaveNoOtherName(Text text) {
        OTHER_NAMES_OF_PWID.forEach((language, names) -> assertThat(Pattern.compile("(?U)\\b(" + names + ")")
                        .matcher(text.in(language))
                        .find())
                .as("%s: %s", language, text.in(language))
                .isFalse());
        if (Pattern.compile("\\bPWID\\b").matcher(text.in("en")).find()
                && text.text().byLanguage().size() > 2) {
            hasTerm(text, PWID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service.PEP", "service.POST_RAPE_PEP", "indicator.GEND_GBV.PEP"})
    void postExposureProphylaxisHasOneName(String name) {
        hasTerm(Published.label(name), PEP);
        PEP.forEach((language, term) ->
                assertThat(Published.label(name).in(language)).doesNotContain(language.equals("ru") ? "PEP" : "ПКП"));
    }

    static Stream<Text> aboutOst() {
        return Published.labels()
                .filter(text -> Pattern.compile("\\b(OST|OAMT)\\b")
                        .matcher(text.in("en"))
                        .find());
    }

    @ParameterizedTest
    @MethodSource("aboutOst")
    void opioidAgonistTherapyHasOneName(Text text) {
        hasTerm(text, OST);
    }

    private static void hasTerm(Text text, Map<String, String> terms) {
        assertThat(terms).containsOnlyKeys(LocalizedText.LANGUAGES);
        terms.forEach(
                (language, term) -> assertThat(text.in(language)).as(language).containsPattern("(?iU)" + term));
    }

    /** Wordings that were wrong once, and their neighbours. */
    @ParameterizedTest
    @CsvSource({
        "indicator.CONTACTS, ru, Аутрич-контакты",
        "service.GBV_ENQUIRY, ru, 'Выяснение, было ли гендерное насилие'",
        "indicator.W.PREG, ru, 'Беременные женщины, сопровождённые на дородовое наблюдение или дошедшие до него'",
        "indicator.W.GBV, ru, 'Женщины, пострадавшие от насилия и получившие поддержку'",
        "indicator.W.CHILD, ru, 'Клиенты, чьи дети получили раннюю помощь'",
        "population.PRISON, ky, Эркинен ажыратуу жайларындагы адамдар",
        "setting.PRISON, ky, 'Эркинен ажыратуу жайлары, тергөө абагы'",
        "population.MSM, ky, Эркектер менен жыныстык катнашта болгон эркектер",
        "population.PWID, ru, 'Люди, употребляющие инъекционные наркотики (ЛУИН)'",
        "region.UZ-QR, uz, Qoraqalpogʻiston Respublikasi",
    })
    void isWordedSo(String name, String language, String wording) {
        assertThat(Published.label(name).in(language)).isEqualTo(wording);
    }
}
