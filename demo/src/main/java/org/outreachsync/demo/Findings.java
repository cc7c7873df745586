package org.outreachsync.demo;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the server for the week's figures and compares them with the paper. */
final class Findings {

    static final List<String> INDICATORS = List.of(
            "CONTACTS",
            "PERSONS_REACHED",
            "SYRINGES_DISTRIBUTED",
            "SYRINGES_RETURNED",
            "WOMEN_VISITS",
            "WOMEN_SERVICES",
            "PERSONS_WOMEN_SERVICES");

    private final Office office;
    private final Map<String, Paper> papers;
    private final List<Worker> workers;
    private final LocalDate monday;

    Findings(Office office, Map<String, Paper> papers, List<Worker> workers, LocalDate monday) {
        this.office = office;
        this.papers = papers;
        this.workers = workers;
        this.monday = monday;
    }

    Report report(List<String> events, Delivered delivered) throws IOException, InterruptedException {
        var lines = new ArrayList<Report.Line>();
        for (var indicator : INDICATORS) {
            for (var paper : papers.entrySet()) {
                lines.add(new Report.Line(
                        indicator,
                        paper.getKey(),
                        settled(indicator, paper.getKey()),
                        paper.getValue().count(indicator)));
            }
            lines.add(new Report.Line(
                    indicator,
                    Report.ALL,
                    settled(indicator, null),
                    Paper.together(papers.values()).count(indicator)));
        }
        int quarantined = office.waiting("quarantine", office.sites());
        int reviews = office.waiting("reviews", office.sites());
        long made = workers.stream().mapToLong(Worker::records).sum() - quarantined;
        long held = office.sites().stream().mapToLong(this::heldAt).sum();
        // The day tally of two tablets is one additional record.
        long expected = made + 1;
        return new Report(
                monday,
                events,
                lines,
                office.indicator("PERSONS_REACHED", "period=" + period()).getLong("contacts"),
                Preview.of(office, YearMonth.from(monday)),
                Year.figures(office),
                quarantined,
                reviews,
                Math.max(0, expected - held),
                Math.max(0, held - expected),
                held,
                unsynced(),
                delivered);
    }

    private long heldAt(String site) {
        return workers.stream()
                .filter(worker -> worker.site.equals(site))
                .findFirst()
                .map(worker -> worker.tablet().list(site).size())
                .orElse(0);
    }

    private int unsynced() {
        return (int) workers.stream()
                .filter(worker -> worker.tablet().unsentOps() > 0
                        || worker.tablet().stateHash(worker.site) != hashAt(worker.site))
                .count();
    }

    private long hashAt(String site) {
        return workers.stream()
                .filter(worker -> worker.site.equals(site))
                .findFirst()
                .map(worker -> worker.tablet().stateHash(site))
                .orElse(0L);
    }

    private String period() {
        return monday + ".." + monday.plusDays(6);
    }

    /** A figure of the week. */
    long settled(String indicator, @Nullable String site) throws IOException, InterruptedException {
        return office.indicator(indicator, "period=" + period() + (site == null ? "" : "&sites=" + site))
                .getLong("value");
    }
}
