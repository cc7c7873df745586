package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.config.DataSetLimits;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.yaml.YamlFile;

/** What would stop an export is told when the mapping is saved. */
class MappingReviewTest {

    private static final String SETS = """
            - code: MONTHLY
              title: {en: Monthly}
              period: month
              areas: [site]
              indicators:
                - {code: CONTACTS}
                - {code: HTS.3, by: [sex]}
            """;

    private static List<String> problems(String mapping, String sets) {
        return MappingReview.problems(
                MappingReader.read("mapping.yaml", mapping),
                new DataSetReader(Mappings.CATALOGUE, DataSetLimits.standard()).read(YamlFile.parse("sets.yaml", sets)),
                Mappings.CATALOGUE,
                CodeListReader.published());
    }

    @Test
    void findsNothingWrong() {
        assertThat(problems(Mappings.DOCUMENT, SETS)).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("FEMALE", "FEMAL", "MONTHLY: HTS.3: there is no sex FEMAL"),
                Arguments.of("[UNKNOWN]", "[UNKNWN]", "MONTHLY: HTS.3: there is no sex UNKNWN"),
                Arguments.of("by: [sex]", "by: [age]", "MONTHLY: HTS.3 is not broken down by age"),
                Arguments.of("indicator: CONTACTS", "indicator: CONTACT", "the data set has no indicator CONTACT"),
                Arguments.of("indicator: CONTACTS", "indicator: HTS.3", "no figure is made of the indicator CONTACTS"),
                Arguments.of(
                        "indicator: CONTACTS",
                        "indicator: CONTACTS, count: denominator",
                        "CONTACTS has no denominator"),
                Arguments.of(
                        "{data_set: dsMonthly01}",
                        "{data_set: dsMonthly01}\n  YEARLY: {data_set: dsYearly001}",
                        "the destination has no data set YEARLY"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void findsWhatWouldStopAnExport(String from, String to, String problem) {
        assertThat(Mappings.DOCUMENT).contains(from);
        assertThat(problems(Mappings.DOCUMENT.replace(from, to), SETS)).anyMatch(one -> one.contains(problem));
    }

    @Test
    void findsADataSetWithoutAForm() {
        var two = SETS + SETS.replace("MONTHLY", "SECOND");
        assertThat(problems(Mappings.DOCUMENT, two))
                .containsExactly(
                        "the data set SECOND has no data set of DHIS2",
                        "SECOND: no figure is made of the indicator CONTACTS",
                        "SECOND: no figure is made of the indicator HTS.3");
    }

    /** DHIS2 keeps one value of an element for a place and a period, whichever form it was sent with. */
    @Test
    void findsTwoDataSetsThatOverwriteEachOther() {
        var both = Mappings.DOCUMENT
                .replace("{data_set: dsMonthly01}", "{data_set: dsMonthly01}\n  SECOND: {data_set: dsSecond001}")
                .concat("  - {data_set: SECOND, indicator: CONTACTS, data_element: deContacts1}\n");
        var second = """
            - code: SECOND
              title: {en: Second}
              period: month
              areas: [site]
              indicators: [{code: CONTACTS}]
            """;
        assertThat(problems(both, SETS + second))
                .containsExactly("figures of MONTHLY and of SECOND go to the cell deContacts1.dfltCombo01");
        assertThat(problems(both, SETS + second.replace("month", "quarter"))).isEmpty();
        assertThat(problems(both, SETS + second.replace("[site]", "[region]"))).isEmpty();
        var own = "  SECOND: {data_set: dsSecond001, attribute_option_combo: coPartner01}";
        assertThat(problems(both.replace("  SECOND: {data_set: dsSecond001}", own), SETS + second))
                .isEmpty();
        var apart = SETS.replace("areas: [site]", "areas: [site]\n  sites: [OSH-1]")
                + second.replace("areas: [site]", "areas: [site]\n  sites: [TOKMOK-1]");
        assertThat(problems(both, apart)).isEmpty();
        assertThat(problems(both, apart.replace("TOKMOK-1", "OSH-1"))).hasSize(1);
    }

    @Test
    void knowsTheAgesOfAScheme() {
        var byAge = Mappings.DOCUMENT
                .replace("by: [sex]", "by: [age]")
                .replace("      FEMALE: cfFemaleCom\n", "      AGE_15_19: cfFemaleCom\n")
                .replace("      MALE: cmMaleCombo\n", "      AGE_0_4..AGE_10_14: cmMaleCombo\n")
                .replace("TRANSGENDER_WOMAN+TRANSGENDER_MAN+OTHER", "AGE_50_PLUS");
        assertThat(problems(byAge, SETS.replace("by: [sex]", "by: [age], age_scheme: who")))
                .isEmpty();
        assertThat(problems(byAge, SETS.replace("by: [sex]", "by: [age]")))
                .containsExactly("MONTHLY: HTS.3: there is no age AGE_0_4..AGE_10_14");
    }
}
