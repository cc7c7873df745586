package org.outreachsync.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCodeFormatTest {

    private final ClientCodeFormat cyrillic = ClientCodeFormat.of("GYYYYMMFF", CodeScript.CYRILLIC);
    private final ClientCodeFormat latin = ClientCodeFormat.of("GYYYYMMFFT", CodeScript.LATIN);

    /** Each pair looks the same on a tablet, on a card and on paper. */
    @ParameterizedTest
    @CsvSource({
        "Ж1990АЙXX, Ж1990АЙХХ",
        "М1985ВЕАС, M1985BEAC",
        "Ж1990АЙГУ, Ж1990AЙГУ",
        "М1985ӨМАС, М1985ƟМАС",
        "М1985ӨМАС, М1985ѲМАС",
        "М1985ВЕАС, Ｍ１９８５ＢＥＡＣ",
        "Ж1990АЙГУ, ж１９９０айгу",
        "Ж1990АЙГУ, Ж-1990 АЙ‑ГУ",
        "Ж1990АЙГУ, Ж\u200B1990\u00A0АЙ–ГУ\uFEFF",
        "Ж1990АЙГУ, F1990АЙГУ",
        "Ж1990АЙГУ, 21990АЙГУ",
        "Ж1990АЙГУ, Ж1990АИ\u0306ГУ",
        "Ж1990ЁЛГУ, Ж1990ЕЛГУ",
        "Ж1990ЁЛГУ, Ж1990ËЛГУ",
        "Ж1990АЙГУ, Ж199ОАЙГУ",
        "Ж1990АЙГУ, Ж199OАЙГУ",
        "Ж1991АЙГУ, Жl99IАЙГУ",
        "Ж1993АЙГУ, Ж199ЗАЙГУ",
        "Ж1996АЙГУ, Ж199бАЙГУ",
        "Ж1990ОЙЗУ, Ж19900Й3У",
        "Ж1990БОГУ, Ж199060ГУ",
        "Ж1990ІНГУ, Ж1990IHГУ",
        "Ж1990ӘХГУ, Ж1990ƏXГУ",
        "Ж1990ҶАЗУ, Ж1990ӋАЗУ",
        "Ж1990ӮАЗУ, Ж1990ȲАЗУ",
        "М1990АЙГУ, 11990АЙГУ",
        "М1990АЙГУ, I1990АЙГУ",
        "Ж1990ΓΛΠΦ, Ж1990ГЛПФ",
        "Ж1990АЙҮХ, Ж1990АЙҮΧ",
        "Ж1990YАГУ, Ж1990ΥАГУ"
    })
    void codesThatLookTheSameAreOne(String one, String other) {
        assertThat(text(cyrillic, other)).isNotNull().isEqualTo(text(cyrillic, one));
    }

    /** Careless normalisation would merge the two persons of each pair. */
    @ParameterizedTest
    @CsvSource({
        "Ж1990УЛГУ, Ж1990ҮЛГУ",
        "Ж1990УЛГУ, Ж1990ҰЛГУ",
        "Ж1990УЛГУ, Ж1990ӮЛГУ",
        "Ж1990УЛГУ, Ж1990ЎЛГУ",
        "Ж1990НАГУ, Ж1990ҢАГУ",
        "Ж1990ОМГУ, Ж1990ӨМГУ",
        "Ж1990ИСГУ, Ж1990ЙСГУ",
        "Ж1990ИСГУ, Ж1990ӢСГУ",
        "Ж1990КАГУ, Ж1990ҚАГУ",
        "Ж1990ГАГУ, Ж1990ҒАГУ",
        "Ж1990ХАГУ, Ж1990ҲАГУ",
        "Ж1990ЧАГУ, Ж1990ҶАГУ",
        "Ж1990НАГУ, Ж1990ҺАГУ",
        "Ж1990АСГУ, Ж1990ӘСГУ",
        "Ж1990ШАГУ, Ж1990ЩАГУ",
        "Ж1990ЕСГУ, Ж1990ЭСГУ",
        "Ж1990АРГУ, Ж1990АГГУ",
        "Ж1990АRГУ, Ж1990АГГУ",
        "Ж1990АNГУ, Ж1990АИГУ",
        "Ж1990INГУ, Ж1990ІНГУ",
        "Ж1990ВАГУ, Ж1990БАГУ",
        "Ж1990ЗАГУ, Ж1990ЭАГУ",
        "Ж1990АЙГУ, М1990АЙГУ",
        "Ж1990АЙГУ, Ж1998АЙГУ",
        "Ж1990АЙГУ, Ж1990ГУАЙ"
    })
    void lettersThatDifferStayDifferent(String one, String other) {
        assertThat(text(cyrillic, one)).isNotNull();
        assertThat(text(cyrillic, other)).isNotNull().isNotEqualTo(text(cyrillic, one));
    }

    @ParameterizedTest
    @CsvSource({
        "M1985BEAC, М1985ВЕАС",
        "M1985BEAC7, M1985BEAC７",
        "M1985BEAC3, M1985BEACЗ",
        "M1985O'AC, M1985Oʻac",
        "M1985O‘AC, M1985O’АС",
        "M1985IKAC, M1985İkac",
        "M1985ƏXAC, M1985ӘХAC",
        "M1985ŞEAC, M1985ȘEAC"
    })
    void theSameHoldsInLatin(String one, String other) {
        assertThat(text(latin, other)).isNotNull().isEqualTo(text(latin, one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ж1990YАГУ", "Ж1990АЙRU", "Ж1990ИN中国", "M1985GRAC"})
    void aLetterThatTheScriptLacksOrThatMayBeTwoIsUnclear(String written) {
        var code = cyrillic.parse(written);
        assertThat(code).isNotNull();
        assertThat(code.unclear()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ж1990АЙXX", "M1985BEAC", "F1990АЙГУ", "21990ҮӨҢҚ"})
    void whatIsBroughtToTheScriptIsClear(String written) {
        var code = cyrillic.parse(written);
        assertThat(code).isNotNull();
        assertThat(code.unclear()).isFalse();
    }

    @Test
    void cyrillicLettersInALatinProgrammeAreUnclearWhereTwoLookLikeOne() {
        assertThat(text(latin, "M1985УAAC"))
                .isNotEqualTo(text(latin, "M1985ҮAAC"))
                .isNotEqualTo(text(latin, "M1985YAAC"));
        var code = latin.parse("M1985УAAC");
        assertThat(code).isNotNull();
        assertThat(code.unclear()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ж",
                "Ж1990АЙГ",
                "Ж1990АЙГУУ",
                "Ж1990АЙГ?",
                "Ж1990А\u0301ГУ",
                "Ж19Ч0АЙГУ",
                "Ж0000АЙГУ",
                "Щ1990АЙГУ",
                "01990АЙГУ",
                "Ж19907ЙГУ",
                "Ж1990'АГУ",
                "Ж1990АЙ👩У"
            })
    void whatDoesNotHaveTheFormIsRefused(String written) {
        assertThat(cyrillic.parse(written)).isNull();
    }

    @Test
    void aOneMayBeTwoLettersInLatin() {
        assertThat(latin.parse("M1985A1AC")).as("I or l").isNull();
    }

    @Test
    void whatAFoldedCodeSays() {
        var code = cyrillic.parse(" м-1985 bе ac ");
        assertThat(code).isEqualTo(new ClientCode("M1985ВЕАС", "MALE", 1985, false, false));
        assertThat(code).hasToString("ClientCode[…]");
    }

    @Test
    void theNormalFormIsItsOwnNormalForm() {
        for (var written : List.of("Ж1990АЙXX", "M1985BEAC", "Ж1990ЁЛГУ", "Ж1990АЙRU")) {
            var once = Objects.requireNonNull(text(cyrillic, written));
            assertThat(text(cyrillic, once)).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Ж1990АЙГУ, Ж1991АЙГУ, true",
        "Ж1985АЙГУ, Ж1958АЙГУ, true",
        "Ж1990АЙГУ, Ж1990ЙАГУ, true",
        "Ж1990АЙГУ, Ж1990АИГУ, true",
        "Ж1990АЙГУ, М1990АЙГУ, true",
        "Ж1990АЙГУ, Ж1990AЙГУ, false",
        "Ж1990АЙГУ, Ж1991АИГУ, false",
        "Ж1990АЙГУ, Ж1990ГЙАУ, false",
        "Ж1990АЙГУ, Ж1990АЙГУ, false"
    })
    void aSlipIsOneSignOrTwoNeighbours(String one, String other, boolean isSlip) {
        var first = cyrillic.parse(one);
        var second = cyrillic.parse(other);
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(first.isSlipOf(second)).isEqualTo(isSlip);
        assertThat(second.isSlipOf(first)).isEqualTo(isSlip);
    }

    @Test
    void aPatternIsAPermutation() {
        assertThat(ClientCodeFormat.of("MMFFGYYYYT", CodeScript.LATIN).parse("BEACM19854"))
                .isNotNull();
        assertThatThrownBy(() -> ClientCodeFormat.of("GYYYYMM", CodeScript.LATIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Ж90АЙГУ, F90АЙГУ, 1990",
        "290АЙГУ, F90АЙГУ, 1990",
        "ж-9О айгу, F90АЙГУ, 1990",
        "Ж30АЙГУ, F30АЙГУ, 1930",
        "Ж29АЙГУ, F29АЙГУ, 2029",
        "Ж00АЙГУ, F00АЙГУ, 2000",
        "Ж05AЙГУ, F05АЙГУ, 2005"
    })
    void twoDigitsStayTwoAndMeanTheYearOfOneCentury(String written, String normal, int year) {
        var code = ClientCodeFormat.of("GYYMMFF", CodeScript.CYRILLIC).parse(written);
        assertThat(code).isEqualTo(new ClientCode(normal, "FEMALE", year, true, false));
        assertThat(ClientCodeFormat.of("GYYMMFF", CodeScript.CYRILLIC).parse(normal))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ж1990АЙГУ", "Ж2003АЙГУ", "Ж9АЙГУ", "ЖЧ0АЙГУ", "Ж90АЙГ", "Ж90АЙГУУ", "Ж-1АЙГУ"})
    void aCodeOfFourDigitsIsNoneOfTwo(String written) {
        assertThat(ClientCodeFormat.of("GYYMMFF", CodeScript.CYRILLIC).parse(written))
                .isNull();
        assertThat(ClientCodeFormat.of("GYYMMFFT", CodeScript.CYRILLIC).parse(written))
                .isNull();
        assertThat(cyrillic.parse("Ж90АЙГУ")).isNull();
    }

    /** The order used in paper registers: mother, father, sex as a digit, the last two digits of the year. */
    @Test
    void theOrderIsTheProgrammesWithTwoDigitsToo() {
        var code = Objects.requireNonNull(
                ClientCodeFormat.of("MMFFGYYT", CodeScript.LATIN).parse("beac 1 85"));
        assertThat(code).isEqualTo(new ClientCode("BEACM85", "MALE", 1985, true, false));
        assertThat(code.isSlipOf(Objects.requireNonNull(
                        ClientCodeFormat.of("MMFFGYYT", CodeScript.LATIN).parse("beac 1 58"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GYYYMMFF",
                "GYMMFF",
                "GYYYYMMFFYY",
                "GYYMMFFYY",
                "GYYMMYYFF",
                "GYYYYYYMMFF",
                "GYYMMDDMMFF",
                "YYMMFF",
                "GYYMMF",
                ""
            })
    void noOtherPatternIsOne(String pattern) {
        assertThatThrownBy(() -> ClientCodeFormat.of(pattern, CodeScript.CYRILLIC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static @Nullable String text(ClientCodeFormat format, String written) {
        var code = format.parse(written);
        return code == null ? null : code.text();
    }
}
