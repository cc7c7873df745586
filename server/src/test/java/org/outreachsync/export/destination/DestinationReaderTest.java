package org.outreachsync.export.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.config.Limits;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.export.dataset.Frequency;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.YamlException;

class DestinationReaderTest {

    private static final String GOOD = """
            code: GF-KG
            title: {en: "Global Fund", ru: "Глобальный фонд"}
            publisher: Harm reduction programme
            language: ru
            policy: {kind: suppress, below: 7}
            formats: [csv, xlsx]
            data_sets:
              - code: QUARTER
                title: {en: "Quarterly report"}
                period: quarter
                areas: [region, country]
                country: KG
                project: 3
                indicators:
                  - {code: PERSONS_REACHED, by: [sex, [sex, age]], age_scheme: under_25}
                  - {code: CONTACTS}
            """;

    private final DestinationReader reader = new DestinationReader(
            CountingRig.CATALOGUE,
            new DestinationReader.Formats(Set.of("csv", "xlsx"), Set.of("adx")),
            Limits.standard().channels().destinations());

    @Test
    void readsWhatAPersonWrote() {
        var destination = reader.read("gf.yaml", GOOD);
        assertThat(destination.code()).isEqualTo("GF-KG");
        assertThat(destination.language()).isEqualTo("ru");
        assertThat(destination.policy().policy()).isEqualTo(new Policy.Suppress());
        assertThat(destination.policy().raised().below()).isEqualTo(7);
        var set = destination.dataSets().getFirst();
        assertThat(set.frequency()).isEqualTo(Frequency.QUARTER);
        assertThat(set.levels()).containsExactlyInAnyOrder(Area.Level.REGION, Area.Level.COUNTRY);
        assertThat(set.coverage().project()).isEqualTo(3);
        assertThat(set.items().getFirst().breakdowns())
                .isEqualTo(List.of(EnumSet.of(Dimension.SEX), EnumSet.of(Dimension.SEX, Dimension.AGE)));
    }

    @Test
    void readsJsonAlike() {
        var json = """
                {"code": "A", "title": {"en": "A"}, "publisher": "P", "formats": ["csv"], "data_sets": [
                  {"code": "M", "title": {"en": "M"}, "period": "month", "areas": ["site"],
                   "indicators": [{"code": "CONTACTS"}]}]}
                """;
        var destination = reader.read("a.json", json);
        assertThat(destination.language()).isEqualTo("en");
        assertThat(destination.policy().policy()).isEqualTo(new Policy.Round(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code: GF-KG | code: gf kg | gf.yaml:1:7: code: a code has",
                "language: ru | language: de | there is no language de",
                "kind: suppress, below: 7 | kind: exact | exact figures need a \"decision\"",
                "kind: suppress, below: 7 | kind: round, base: 4 | an odd base",
                "kind: suppress, below: 7 | kind: suppress, below: 0 | from 1 to 1000",
                "kind: suppress, below: 7 | kind: hide | there may be exact, round, suppress",
                "formats: [csv, xlsx] | formats: [csv, csv] | csv is there twice",
                "formats: [csv, xlsx] | formats: [doc] | there may be adx, csv, xlsx",
                "formats: [csv, xlsx] | formats: [] | at least one format",
                "period: quarter | period: week | there may be half_year, month, quarter, year, year_from_october",
                "areas: [region, country] | areas: [] | at least one of site, region and country",
                "areas: [region, country] | areas: [oblast] | there may be country, region, site",
                "project: 3 | project: 65536 | from 0 to 65535",
                "project: 3 | project: 1.5 | from 0 to 65535",
                "project: 3 | project: 1e99999999999 | from 0 to 65535",
                "code: CONTACTS | code: CONTACT | there is no indicator CONTACT",
                "code: CONTACTS | code: PERSONS_REACHED | PERSONS_REACHED is there twice",
                "code: CONTACTS | code: GAM-NSP | is meant for 12 months, not for a quarter",
                "code: CONTACTS | code: CONTACTS, by: [site] | there may be",
                "code: CONTACTS | code: CONTACTS, by: [sex, [sex]] | this breakdown is there twice",
                "code: CONTACTS | code: CONTACTS, by: [[]] | the total is always reported",
                "age_scheme: under_25 | age_scheme: under_30 | there is no age scheme under_30",
                "title: {en: \"Quarterly report\"} | title: {ru: \"Отчёт\"} | the English text",
                "publisher: Harm | publishr: Harm | there is no \"publishr\" here",
            })
    void namesWhatIsWrong(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> reader.read("gf.yaml", GOOD.replace(good, bad)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("gf.yaml:");
    }

    @Test
    void recordsWhoDecidedThatFiguresAreExact() {
        var decided = GOOD.replace("kind: suppress, below: 7", """
                kind: exact, decision: {by: "A. Asanova, director", on: 2026-11-01, why: "Agreement 12 binds the ministry."}""");
        var policy = reader.read("gf.yaml", decided).policy();
        assertThat(policy.policy()).isEqualTo(new Policy.Exact());
        assertThat(policy.decision())
                .isNotNull()
                .satisfies(decision -> assertThat(decision.by()).startsWith("A. Asanova"));
        assertThatThrownBy(() -> reader.read("gf.yaml", decided.replace("Agreement 12 binds the ministry.", "ok")))
                .hasMessageContaining("a reason of at least 20 characters");
        assertThatThrownBy(() -> reader.read("gf.yaml", decided.replace("2026-11-01", "+12026-11-01")))
                .hasMessageContaining("a date such as 2026-01-31");
    }

    @Test
    void readsAWholeNumberHoweverItIsWritten() {
        for (var three : List.of("3", "3.0", "0.3e1", "\"3\"")) {
            var set = reader.read("gf.yaml", GOOD.replace("project: 3", "project: " + three))
                    .dataSets()
                    .getFirst();
            assertThat(set.coverage().project()).isEqualTo(3);
        }
        assertThatThrownBy(() -> reader.read("gf.yaml", GOOD.replace("project: 3", "project: " + "9".repeat(100_000))))
                .hasMessageContaining("from 0 to 65535");
    }
}
