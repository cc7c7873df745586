package org.outreachsync.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Plays the week against the real server over real sockets and holds every figure that the demo prints against the paper. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private Office office;
    private Report report;

    @BeforeAll
    void play(@TempDir Path folder) throws Exception {
        var time = new StoryTime();
        time.at(MONDAY, 7, 0);
        office = new Office(folder, 0, time, Story.SITES);
        report = new Story(office, time, MONDAY).play(folder);
    }

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    void everyFigureOfTheServerIsTheOneOnPaper() {
        assertThat(report.lines()).hasSize(Findings.INDICATORS.size() * (Story.SITES.size() + 1)).allMatch(Report.Line::agrees);
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
        long sites = Story.SITES.keySet().stream().mapToLong(site -> report.figure("PERSONS_REACHED", site)).sum();
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
                .anyMatch(event -> event.contains("woke up in 1970") && event.endsWith("filed under " + MONDAY.plusDays(1)))
                .anyMatch(event -> event.contains("the answer was lost (NETWORK)"))
                .anyMatch(event -> event.contains("quarantined (DATE_IN_FUTURE)"))
                .anyMatch(event -> event.contains("nothing lost, nothing twice"))
                .anyMatch(event -> event.contains("arrive late"));
        assertThat(report.events()).hasSize(9);
    }

    @Test
    void theNarratorPrintsExactlyTheseFigures() {
        var told = Narrator.tell(report);

        for (var indicator : Findings.INDICATORS) {
            var figures = new StringBuilder("\\s+" + indicator);
            Story.SITES.keySet().forEach(site -> figures.append("\\s+").append(report.figure(indicator, site)));
            figures.append("\\s+").append(report.figure(indicator, Report.ALL));
            assertThat(told.lines()).as(indicator).anyMatch(line -> line.matches(figures.toString()));
        }
        assertThat(told)
                .contains(report.figure("PERSONS_REACHED", Report.ALL) + " people in " + report.meetings() + " meetings")
                .contains("Lost: 0. Doubled: 0. Tablets that hold something else than the server: 0.")
                .doesNotContain("(paper ");
    }

    @Test
    void aPreviewShowsNoSmallNumbers() {
        assertThat(report.preview()).allMatch(group -> group.getValue().equals(Report.HIDDEN) || Long.parseLong(group.getValue()) >= 5);
        assertThat(report.preview().stream().filter(group -> group.getValue().equals(Report.HIDDEN)).count()).isNotEqualTo(1);
    }
}
