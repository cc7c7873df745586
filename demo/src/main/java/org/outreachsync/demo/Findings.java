package org.outreachsync.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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
    private static final int HIDDEN_BELOW = 5;

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
                preview(),
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

    private List<Map.Entry<String, String>> preview() throws IOException, InterruptedException {
        var groups = new LinkedHashMap<String, Long>();
        for (var row : office.indicator("PERSONS_REACHED", "period=" + period() + "&by=sex,age")
                .getJsonArray("by")) {
            var group = (JsonObject) row;
            if (group.getLong("value") > 0) {
                groups.put(group.getString("sex") + " " + group.getString("age"), group.getLong("value"));
            }
        }
        long bound = hiddenUpTo(groups.values());
        return groups.entrySet().stream()
                .map(group -> Map.entry(
                        group.getKey(), group.getValue() <= bound ? Report.HIDDEN : Long.toString(group.getValue())))
                .toList();
    }

    /**
     * The largest hidden value. A single hidden number could be computed from the total, so the next smallest is
     * hidden, too.
     */
    private static long hiddenUpTo(Collection<Long> values) {
        var ordered = values.stream().sorted().toList();
        long small = ordered.stream().filter(value -> value < HIDDEN_BELOW).count();
        return small == 1 && ordered.size() > 1 ? ordered.get(1) : HIDDEN_BELOW - 1;
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
