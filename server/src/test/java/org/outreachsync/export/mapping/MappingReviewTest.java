package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
                new DataSetReader(Mappings.CATALOGUE).read(YamlFile.parse("sets.yaml", sets)),
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
