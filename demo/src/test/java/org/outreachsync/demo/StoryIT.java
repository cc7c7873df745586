package org.outreachsync.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Plays the week against the real server over real sockets and compares every figure that the demo prints with the
 * paper.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryIT {

    private Report report;

    @BeforeAll
    void play() throws Exception {
        report = Played.once().report();
    }

    @Test
    void everyFigureOfTheServerIsTheOneOnPaper() {
        assertThat(report.lines())
                .hasSize(Findings.INDICATORS.size() * (Story.SITES.size() + 1))
                .allMatch(Report.Line::agrees);
    }

    @Test
    void nothingIsLostOrDoubledAndAllTabletsHoldTheSame() {
        assertThat(report.lost()).isZero();
        assertThat(report.doubled()).isZero();
        assertThat(report.unsynced()).isZero();
        assertThat(report.isClean()).isTrue();
    }

    @Test
    void personsOfSeveralSitesAreCountedOnce() {
        long sites = Story.SITES.stream()
                .mapToLong(site -> report.figure("PERSONS_REACHED", site))
                .sum();
        assertThat(report.figure("PERSONS_REACHED", Report.ALL)).isEqualTo(sites - 1);
    }

    @Test
    void theConflictAndTheDuplicateWaitForASupervisorAndTheBadRecordIsKept() {
        assertThat(report.reviews()).isEqualTo(2);
        assertThat(report.quarantined()).isEqualTo(1);
    }

    @Test
    void theEventsSayWhatHappened() {
        assertThat(report.events())
                .anyMatch(event -> event.contains("says 1970")
                        && event.endsWith("under the right day, " + Story.MONDAY.plusDays(1) + "."))
                .anyMatch(event ->
                        event.contains(Journals.lines().size() + " records together, each filed under its own day"))
                .anyMatch(event -> event.contains("never gets the answer (NETWORK)"))
                .anyMatch(event -> event.contains("quarantined (DATE_IN_FUTURE)"))
                .anyMatch(event -> event.contains("loses none and sends none twice"))
                .anyMatch(event -> event.contains("Contacts of the week: 38, now 41"));
        assertThat(report.events()).hasSize(11);
    }

    @Test
    void donorsGetTheFiguresThatTheIndicatorsAnswerLessWhatIsMasked() {
        var delivered = report.delivered();

        assertThat(delivered.wrong()).isEmpty();
        assertThat(delivered.equal()).as("cells at the ministry").isEqualTo(25);
        assertThat(delivered.masked()).as("figures left out").isEqualTo(17);
        assertThat(delivered.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "DONOR_YEAR_2025_r1.csv",
                        "DONOR_YEAR_2025_r1.xlsx",
                        "DONOR_YEAR_2025_r1.pdf",
                        "DONOR_YEAR_2025_r1_manifest.json",
                        "DONOR_YEAR_2025_r1_manifest.json.sig");
        assertThat(delivered.signature()).isNotEqualTo(Delivered.Signature.BAD);
    }

    @Test
    void theNarratorPrintsExactlyTheseFigures() {
        var told = Narrator.tell(report, false);

        for (var indicator : Findings.INDICATORS) {
            var figures = new StringBuilder("\\s+" + indicator);
            Story.SITES.forEach(site -> figures.append("\\s+").append(report.figure(indicator, site)));
            figures.append("\\s+").append(report.figure(indicator, Report.ALL));
            assertThat(told.lines()).as(indicator).anyMatch(line -> line.matches(figures.toString()));
        }
        assertThat(told)
                .contains(
                        report.figure("PERSONS_REACHED", Report.ALL) + " people in " + report.meetings() + " meetings")
                .contains("Lost: 0. Doubled: 0. Tablets that differ from the server: 0.")
                .doesNotContain("(paper ");
    }

    @Test
    void aPreviewTellsWhatTheManagerSeesOrLeavesItOut() throws Exception {
        var seen = new HashMap<String, String>();
        var answer = Played.once()
                .office()
                .indicator("PERSONS_REACHED", "period=202601&country=" + Year.COUNTRY + "&by=sex,age");
        for (var one : answer.getJsonArray("by")) {
            var group = (JsonObject) one;
            seen.put(group.getString("sex") + " " + group.getString("age"), Long.toString(group.getLong("value")));
        }
        var preview = report.preview();
        assertThat(preview.together()).isEqualTo(Long.toString(answer.getLong("value")));
        assertThat(preview.groups().values().stream().filter(Preview.LEFT_OUT::equals))
                .as("one alone could be computed from the total")
                .hasSizeGreaterThan(1);
        assertThat(preview.groups()).allSatisfy((group, told) -> {
            if (!told.equals(Preview.LEFT_OUT)) {
                assertThat(told).isEqualTo(seen.get(group));
            }
        });
        var small = seen.entrySet().stream()
                .filter(group -> isSmall(group.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(small)
                .isNotEmpty()
                .allMatch(group -> Preview.LEFT_OUT.equals(preview.groups().get(group)));
    }

    private static boolean isSmall(String count) {
        return count.length() == 1 && count.charAt(0) >= '1' && count.charAt(0) <= '4';
    }

    @Test
    void theDocumentsShowWhatTheDemoPrints() throws IOException {
        var told = comparable(Narrator.tell(report, false));

        assertThat(comparable(Files.readString(Path.of("../docs/demo.md"))))
                .contains(Demo.FIRST_LINE)
                .containsAll(told)
                .endsWith(Demo.LAST_LINE);
        var transcript = Files.readString(Path.of("../README.md"))
                .lines()
                .dropWhile(line -> !line.contains("./outreach demo --once"))
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("      "))
                .collect(Collectors.joining("\n"));
        assertThat(comparable(transcript)).isNotEmpty().isSubsetOf(told);
    }

    /**
     * Lines without their indentation. The folder is another in each run, the size of a file is not a figure, and not
     * every machine has ssh-keygen.
     */
    private static List<String> comparable(String text) {
        return text.lines()
                .map(line ->
                        line.strip().replaceFirst("into \\S+/donor ", "into … ").replaceFirst("\\d+ bytes$", "bytes"))
                .filter(line -> !line.isEmpty() && !line.contains("ssh-keygen"))
                .toList();
    }
}
