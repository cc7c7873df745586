package org.outreachsync.demo;

import java.util.ArrayList;
import java.util.List;

/** Tells a programme manager what came out of the week. */
final class Narrator {

    private Narrator() {}

    static String tell(Report report) {
        var text = new ArrayList<String>();
        text.add("");
        text.add("A week of shifts, " + report.monday() + " to " + report.monday().plusDays(6) + ", synced over real sockets:");
        text.add("");
        report.events().forEach(event -> text.add("  " + event));
        text.add("");
        text.add("What a manager gets (server figure; the workers' own count on paper agrees unless marked):");
        text.add("");
        text.add(row("", "Bishkek", "Osh", "Dushanbe", "all sites"));
        for (var indicator : Findings.INDICATORS) {
            text.add(row(indicator, cell(report, indicator, "BISHKEK-1"), cell(report, indicator, "OSH-1"), cell(report, indicator, "DUSHANBE-1"), cell(report, indicator, Report.ALL)));
        }
        long people = report.figure("PERSONS_REACHED", Report.ALL);
        long bySites = Story.SITES.keySet().stream().mapToLong(site -> report.figure("PERSONS_REACHED", site)).sum();
        text.add("");
        text.add("  " + people + " people in " + report.meetings() + " meetings: a person at a site on a day is one meeting, and anonymous contacts are nobody's.");
        text.add("  The sites add up to " + bySites + ": " + (bySites - people) + " came to two sites and counts once among all.");
        text.add("  " + report.reviews() + " reviews and " + report.quarantined() + " quarantined record wait for a supervisor.");
        text.add("");
        text.add("What a donor would get, a preview (people reached, all sites; fewer than 5 are hidden, and never one number alone; exports are not there yet):");
        text.add("");
        text.addAll(preview(report));
        text.add("");
        text.add("  " + report.records() + " records on the server. Lost: " + report.lost() + ". Doubled: " + report.doubled()
                + ". Tablets that hold something else than the server: " + report.unsynced() + ".");
        return String.join(System.lineSeparator(), text);
    }

    private static String cell(Report report, String indicator, String site) {
        return report.lines().stream()
                .filter(line -> line.indicator().equals(indicator) && line.site().equals(site))
                .map(line -> line.agrees() ? Long.toString(line.server()) : line.server() + " (paper " + line.paper() + "!)")
                .findAny()
                .orElse("-");
    }

    private static String row(String name, String... cells) {
        var line = new StringBuilder(String.format("  %-24s", name));
        for (var cell : cells) {
            line.append(String.format("%12s", cell));
        }
        return line.toString();
    }

    private static List<String> preview(Report report) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var group : report.preview()) {
            line.append(String.format("  %-20s %4s", group.getKey(), group.getValue()));
            if (line.length() > 80) {
                lines.add(line.toString());
                line.setLength(0);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
