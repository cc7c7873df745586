package org.outreachsync.export.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.config.Limits;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.yaml.YamlException;

/** Whoever writes a document finds every member that may stand there in the documentation. */
class DocumentedMembersTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ALLOWED = Pattern.compile("there is no \"surprise\" here; there may be ([a-z_, ]+)");

    private static final String DOCUMENT = """
            code: DONOR
            title: {en: A donor}
            publisher: A programme
            formats: [dhis2_json]
            policy: {kind: exact, decision: {by: A. Asanova, on: 2026-11-01, why: "Agreement 12 binds the ministry."}}
            schedule: {cron: "0 6 10 * *", zone: Asia/Bishkek}
            channel: pull
            data_sets:
              - code: MONTHLY
                title: {en: A month}
                period: month
                areas: [site]
                indicators:
                  - {code: CONTACTS}
            mapping:
              version: 1
              default_combo: HllvX50cXC0
              data_sets:
                MONTHLY: {data_set: lyLU2wR22tC}
              org_units: {"site:OSH-1": g8upMTyEZGZ}
              disaggregations:
                sexes: {by: [sex], cells: {FEMALE: HllvX50cXC0}}
              figures:
                - {data_set: MONTHLY, indicator: CONTACTS, data_element: fbfJHSPpUQD}
            """;

    private final DestinationReader reader = new DestinationReader(
            CountingRig.CATALOGUE,
            new DestinationReader.Formats(Set.of("csv"), Set.of("dhis2_json")),
            Limits.standard().channels().destinations());

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("code: DONOR", "surprise: 1\ncode: DONOR"),
                Arguments.of("kind: exact", "surprise: 1, kind: exact"),
                Arguments.of("by: A. Asanova", "surprise: 1, by: A. Asanova"),
                Arguments.of("cron:", "surprise: 1, cron:"),
                Arguments.of("channel: pull", "channel: {kind: pull, surprise: 1}"),
                Arguments.of("channel: pull", "channel: {kind: folder, surprise: 1}"),
                Arguments.of("channel: pull", "channel: {kind: sftp, surprise: 1}"),
                Arguments.of("channel: pull", "channel: {kind: dhis2, surprise: 1}"),
                Arguments.of("channel: pull", "channel: {kind: put, surprise: 1}"),
                Arguments.of("period: month", "period: month\n    surprise: 1"),
                Arguments.of("{code: CONTACTS}", "{code: CONTACTS, surprise: 1}"),
                Arguments.of("version: 1", "version: 1\n  surprise: 1"),
                Arguments.of("{data_set: lyLU2wR22tC}", "{data_set: lyLU2wR22tC, surprise: 1}"),
                Arguments.of("{data_set: MONTHLY,", "{surprise: 1, data_set: MONTHLY,"));
    }

    /** A reader names what may stand in the place of a member that it does not know. */
    @ParameterizedTest
    @MethodSource("places")
    void standInTheDocumentation(String from, String to) throws IOException {
        assertThat(DOCUMENT).contains(from);
        var documentation =
                Files.readString(DOCS.resolve("exports.md")) + Files.readString(DOCS.resolve("export-dhis2.md"));
        var refused =
                catchThrowableOfType(YamlException.class, () -> reader.read("d.yaml", DOCUMENT.replace(from, to)));
        assertThat(refused).isNotNull();
        var allowed = ALLOWED.matcher(String.valueOf(refused.getMessage()));
        assertThat(allowed.find()).as(String.valueOf(refused.getMessage())).isTrue();
        assertThat(List.of(allowed.group(1).split(", ")))
                .allSatisfy(member -> assertThat(documentation).containsPattern("[`{ ,]" + member + "(`|:)"));
    }
}
