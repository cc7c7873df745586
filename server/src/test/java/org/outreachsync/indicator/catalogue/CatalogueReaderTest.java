package org.outreachsync.indicator.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;
import org.outreachsync.yaml.YamlException;
import org.outreachsync.yaml.YamlFile;

/** The catalogue that comes with this version, a programme's own over it, and wrong ones. */
class CatalogueReaderTest {

    private static final String OWN = """
            measures:
              RAPID_TESTS:
                - {events: Screening, where: [test_kind has RAPID]}
            packages:
              defined_package: [PERSONS_NSP]
            indicators:
              OWN-1:
                labels: {en: "Rapid tests"}
                definition: "Rapid tests of all kinds."
                asked_by: programme
                kind: events
                periods: any
                numerator: {sum: [RAPID_TESTS]}
                by: [sex, site]
                version: 1
            """;

    @TempDir
    private Path folder;

    private Catalogue read(String own) throws IOException {
        var file = Files.writeString(folder.resolve("own.yaml"), own);
        return CatalogueReader.read(WireContract.contract(), CodeListReader.published(), file);
    }

    @Test
    void hasTheCatalogueToShip() {
        var catalogue = CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);

        assertThat(catalogue.definitions())
                .hasSizeGreaterThanOrEqualTo(78)
                .containsKeys("KP-1d", "PRV.9", "HTS.7", "W.SHARE", "OST.FEEDBACK");
        assertThat(catalogue.definitions().values())
                .allSatisfy(definition ->
                        assertThat(definition.source()).as(definition.code()).isNotNull());
    }

    @Test
    void readsTextsInSeveralLanguagesAndWhichOfThemAreChecked() throws IOException {
        var definition = read(OWN.replace(
                                "{en: \"Rapid tests\"}",
                                "{en: \"Rapid tests\", ky: \"Экспресс-тесттер\", tg: \"Санҷишҳо\"}\n    labels_checked: [ky]")
                        .replace(
                                "definition: \"Rapid tests of all kinds.\"",
                                "definition: {en: Rapid tests., ru: Экспресс-тесты.}"))
                .definitions()
                .get("OWN-1");

        assertThat(definition).isNotNull();
        assertThat(definition.labels().in("tg", "")).isEqualTo("Санҷишҳо");
        assertThat(definition.labels().in("uz", "")).isEqualTo("Rapid tests");
        assertThat(definition.labels().unchecked()).containsExactly("tg");
        assertThat(definition.definition().unchecked()).containsExactly("ru");
    }

    @Test
    void aProgrammeAddsAndReplaces() throws IOException {
        var shipped = CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);
        var catalogue = read(OWN);

        assertThat(catalogue.definitions())
                .hasSize(shipped.definitions().size() + 1)
                .containsKey("OWN-1");
        assertThat(catalogue.definitions())
                .hasEntrySatisfying(
                        "KP-1d",
                        replaced -> assertThat(replaced.numerator().measures()).containsExactly("PERSONS_NSP"));
        assertThat(catalogue.fingerprint()).as("something else is counted").isNotEqualTo(shipped.fingerprint());
        assertThat(read("packages: {defined_package: [PERSONS_NSP]}").fingerprint())
                .as("the same is counted")
                .isEqualTo(shipped.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            events: Screening           | events: Screenings           | own.yaml:3 | no record type Screenings
            test_kind has RAPID         | test_kinds has RAPID         | own.yaml:3 | no field test_kinds
            test_kind has RAPID         | test_kind has RAPIDLY        | own.yaml:3 | no RAPIDLY
            test_kind has RAPID         | test_kind was RAPID          | own.yaml:3 | is not a condition
            {events: Screening, where: [test_kind has RAPID]} | {persons: SharpsCollection} | own.yaml:3 | has no client
            sum: [RAPID_TESTS]       | persons: RAPID_TESTS      | own.yaml:13 | does not count persons
            sum: [RAPID_TESTS]       | sum: [PERSONS_NSP]           | own.yaml:13 | do not add up
            sum: [RAPID_TESTS]       | sum: [SLOW_TESTS]          | own.yaml:13 | no measure SLOW_TESTS
            sum: [RAPID_TESTS]       | target: X                    | own.yaml:13 | counted, not entered
            sum: [RAPID_TESTS]       | sum: [RAPID_TESTS], months: 3 | own.yaml:13 | months are of what is followed, not of sum
            sum: [RAPID_TESTS]       | followed: PERSONS_PEP, by: PERSONS_HIV_POSITIVE | own.yaml:13 | \"days\" is missing
            sum: [RAPID_TESTS]       | followed: PERSONS_PEP, by: PERSONS_HIV_POSITIVE, days: 7, months: 3 | own.yaml:13 | not both
            sum: [RAPID_TESTS]       | followed: PERSONS_PEP, by: PERSONS_HIV_POSITIVE, months: 0 | own.yaml:13 | whole number
            by: [sex, site]             | by: [sex, population]        | own.yaml:8 | cannot be broken down by population
            by: [sex, site]             | by: [sex, moon]              | own.yaml:14 | no breakdown by moon
            by: [sex, site]             | by: [sex, mode]              | own.yaml:8 | cannot be broken down by mode
            by: [sex, site]             | by: [sex, commodity]         | own.yaml:8 | cannot be broken down by commodity
            periods: any                | periods: half-year           | own.yaml:12 | periods are any, date, cohort
            kind: events                | kind: persons                | own.yaml:11 | no persons
            kind: events                | kind: sites                  | own.yaml:11 | no sites
            numerator: {sum: [RAPID_TESTS]} | numerator: {sum: []}     | own.yaml:13 | nothing is named
            numerator: {sum: [RAPID_TESTS]} | numerator: {sum: [RAPID_TESTS], only: {population: [PWID]}} | own.yaml:13 | no \"population\" here
            kind: events                | kind: event                  | own.yaml:11 | no kind event
            kind: events                | knd: events                  | own.yaml:11 | no \"knd\" here
            version: 1                  | version: one                 | own.yaml:15 | whole number
            labels: {en: \"Rapid tests\"} | labels: {de: \"Schnelltest\"} | own.yaml:8 | \"de\"
            labels: {en: \"Rapid tests\"} | labels: {ru: \"Экспресс-тесты\"} | own.yaml:8 | \"en\" is missing
            asked_by: programme         | labels_checked: [uz]         | own.yaml:10 | \"uz\" is called checked
            asked_by: programme         | definition_checked: [en]     | own.yaml:10 | \"en\" is called checked
            [PERSONS_NSP]               | [PERSONS_NSP                 | own.yaml:6 | not YAML
            """)
    void aWrongDefinitionIsRefusedWithItsLineAndReason(String part, String instead, String place, String reason) {
        assertThat(OWN).contains(part);
        assertThatThrownBy(() -> read(OWN.replace(part, instead)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sum: [RAPID_TESTS] | sum: [SLOW_TESTS]   | own.yaml:13:23: indicators.OWN-1.numerator.sum[0]: there is no measure SLOW_TESTS
            kind: events       | kind: event         | own.yaml:11:11: indicators.OWN-1.kind: there is no kind event; there may be events, persons, sites, status, units
            by: [sex, site]    | by: [sex, moon]     | own.yaml:14:15: indicators.OWN-1.by[1]: there is no breakdown by moon; there may be age, commodity, country,
            knd                | knd                 | own.yaml:15:10: indicators.OWN-1.knd: there is no \"knd\" here; there may be asked_by, benchmarks, by,
            events: Screening  | events: Screenings  | own.yaml:3:16: measures.RAPID_TESTS[0].events: there is no record type Screenings; there may be
            [test_kind has RAPID] | [test_kinds has RAPID] | own.yaml:3:35: measures.RAPID_TESTS[0].where[0]: Screening has no field test_kinds; there may be
            [PERSONS_NSP]      | PERSONS_NSP         | own.yaml:5:20: packages.defined_package: a list is expected
            """)
    void anErrorNamesLineColumnAndPathAndWhatIsAllowed(String part, String instead, String message) {
        var own = part.equals("knd") ? OWN.replace("version: 1", "knd: 1\n    version: 1") : OWN.replace(part, instead);
        assertThatThrownBy(() -> read(own)).hasMessageContaining(message);
    }

    @Test
    void aFileThatWouldExhaustTheServerIsRefusedWithItsLine() {
        var bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("own.yaml:2: an alias may not repeat a list or names with values");
        assertThatThrownBy(() -> read("indicators:\n  " + "[".repeat(100_000)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("own.yaml:2: there are more than 32 lists and mappings inside each other");
        assertThatThrownBy(() -> read("indicators:\n" + blocks(100)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("own.yaml:33: there are more than 32 lists and mappings inside each other");
        assertThatThrownBy(() -> read("#".repeat(YamlFile.CHARACTERS_MAX + 1)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("own.yaml:1: the file has more than 1048576 characters");
        assertThatThrownBy(() -> read("#".repeat(4 * YamlFile.CHARACTERS_MAX + 1)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("own.yaml:1: the file has more than 4194304 bytes");
    }

    private static String blocks(int depth) {
        var text = new StringBuilder();
        for (int at = 1; at <= depth; at++) {
            text.append(" ".repeat(at)).append("x:\n");
        }
        return text.toString();
    }

    @Test
    void whatCannotBeReadAsYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("packages:\n  one: [\u0000]\n"))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("own.yaml:");
        assertThatThrownBy(() -> read("packages: {}\npackages: {}\n"))
                .hasMessageContaining("own.yaml:2:1: \"packages\" is there twice");
        assertThatThrownBy(() -> read("packages: {}\n---\npackages: {}\n"))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("own.yaml:2");
        assertThatThrownBy(() -> read("")).hasMessageContaining("own.yaml:1: the file is empty");
    }

    private static String own(String numerator, String denominator) {
        return "indicators: {OWN-2: {labels: {en: Own}, definition: Own., asked_by: us, kind: persons, periods: any, numerator: %s, denominator: %s, by: [sex], version: 1}}"
                .formatted(numerator, denominator);
    }

    @Test
    void whatCannotBeMeantIsRefused() throws IOException {
        assertThat(read(own("{persons: PERSONS_NSP}", "{target: PERSONS_NSP}")).definitions())
                .containsKey("OWN-2");
        assertThatThrownBy(() -> read(own("{persons: PERSONS_NSP}", "{target: TYPO}")))
                .hasMessageContaining("no indicator TYPO");
        assertThatThrownBy(() -> read(own("{persons: PERSONS_NSP}", "{target: NSP.RET}")))
                .hasMessageContaining("no indicator NSP.RET that may have a target");
        assertThatThrownBy(() -> read(own("{persons: PERSONS_NSP}", "{size_estimate: PWID, only: {sex: women}}")))
                .hasMessageContaining("cannot be limited");
        assertThatThrownBy(() -> read(own("{persons: PERSONS_NSP, and: {sum: [EXCHANGES]}}", "{target: PERSONS_NSP}")))
                .hasMessageContaining("persons are expected");
        assertThatThrownBy(() -> read(own("{package: none}", "{target: PERSONS_NSP}") + "\npackages: {none: []}"))
                .hasMessageContaining("the package none is empty");
    }

    @Test
    void sourcesAndBenchmarksAreReadAndMayBeLeftOut() throws IOException {
        var sources = "\nsources: {MINE: {title: Handbook, where: shelf}}\n";
        var read = read(OWN.replace(
                                "asked_by: programme",
                                "asked_by: programme\n    source: {of: WHO_SI, at: page 5}\n    benchmarks: [{value: 200, source: {of: MINE}}]")
                        + sources)
                .definitions()
                .get("OWN-1");

        assertThat(read).isNotNull();
        assertThat(read.source())
                .satisfies(source ->
                        assertThat(source == null ? null : source.at()).isEqualTo("page 5"));
        assertThat(read.benchmarks())
                .containsExactly(new Definition.Benchmark(200, new Definition.Source("Handbook", null, "shelf", "")));
        assertThat(read(OWN).definitions())
                .hasEntrySatisfying("OWN-1", own -> assertThat(own.source()).isNull());
        assertThatThrownBy(
                        () -> read(OWN.replace("asked_by: programme", "asked_by: programme\n    source: {of: NOBODY}")))
                .hasMessageContaining("there is no source NOBODY");
    }

    @Test
    void anAgeSchemeThatLeavesSomebodyOutIsRefused() {
        assertThatThrownBy(() -> read("age_schemes: {mine: [AGE_0_4..AGE_20_24]}"))
                .hasMessageContaining("every age band must be in a group");
        assertThatThrownBy(() -> read("age_schemes: {mine: [AGE_0_4..AGE_50_PLUS, AGE_15_19, UNKNOWN]}"))
                .hasMessageContaining("in two groups");
    }
}
