package org.outreachsync.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Describes the results for a programme manager. */
final class Narrator {

    private Narrator() {}

    /**
     * * The whole text.
     *
     * @param all whether to show every indicator of the year
     */
    static String tell(Report report, boolean all) {
        var text = new ArrayList<String>();
        text.add("");
        text.add("A week of shifts, " + report.monday() + " to "
                + report.monday().plusDays(6) + ", synced over real sockets:");
        text.add("");
        report.events().forEach(event -> text.add("  " + event));
        text.add("");
        text.addAll(week(report));
        text.add("");
        text.addAll(year(report, all));
        text.add("");
        text.addAll(donors(report.delivered()));
        text.add("");
        text.add("  " + report.records() + " records on the server. Lost: " + report.lost() + ". Doubled: "
                + report.doubled() + ". Tablets that differ from the server: " + report.unsynced() + ".");
        return String.join(System.lineSeparator(), text);
    }

    private static List<String> week(Report report) {
        var text = new ArrayList<String>();
        text.add(
                "The week as a manager sees it (each figure equals the workers' own count on paper unless it is marked):");
        text.add("");
        text.add(row("", "Bishkek", "Osh", "Dushanbe", "together"));
        for (var indicator : Findings.INDICATORS) {
            var cells = Stream.concat(Story.SITES.stream(), Stream.of(Report.ALL))
                    .map(site -> cell(report, indicator, site));
            text.add(row(indicator, cells.toArray(String[]::new)));
        }
        long people = report.figure("PERSONS_REACHED", Report.ALL);
        long bySites = Story.SITES.stream()
                .mapToLong(site -> report.figure("PERSONS_REACHED", site))
                .sum();
        text.add("");
        text.add(
                "  " + people + " people in " + report.meetings()
                        + " meetings: a person at a site on a day is one meeting; anonymous contacts are not counted as meetings.");
        text.add("  The sites add up to " + bySites + ": " + (bySites - people)
                + " person came to two sites and counts once.");
        text.add("  " + report.reviews() + " reviews and " + report.quarantined()
                + " quarantined record wait for a supervisor.");
        text.add("");
        text.add(
                "People reached in Kyrgyzstan in January 2026, as an export would tell a donor (- is left out: it is small, or would give a small one away):");
        text.add("");
        text.addAll(preview(report));
        return text;
    }

    private static List<String> year(Report report, boolean all) {
        var text = new ArrayList<String>();
        long filled = report.year().stream().filter(Figure::isFilled).count();
        text.add(
                "Kyrgyzstan in " + Year.YEAR
                        + " as WHO, donors and the programme see it, from the journals (a small programme, so each figure can be checked by hand):");
        text.add("");
        text.addAll(YearTable.tell(report.year(), all));
        text.add("");
        text.add("  " + filled + " of the " + report.year().size() + " indicators have a figure."
                + (all ? "" : " `./outreach demo --once --all` shows each."));
        return text;
    }

    private static List<String> donors(Delivered delivered) {
        var text = new ArrayList<String>();
        text.add(
                "The year as donors get it, with small counts left out, and others from which they could be worked out:");
        text.add("");
        text.add("  A donor fetched with its key, into "
                + delivered.files().getFirst().getParent() + " (removed when the demo ends):");
        delivered
                .files()
                .forEach(file -> text.add(String.format(
                        "    %-44s %8d bytes", file.getFileName(), file.toFile().length())));
        text.add(
                switch (delivered.signature()) {
                    case GOOD -> "  ssh-keygen confirms the programme's signature of the manifest.";
                    case BAD -> "  ssh-keygen does NOT confirm the programme's signature of the manifest!";
                    case UNCHECKED ->
                        "  The signature of the manifest was not checked: ssh-keygen is not installed here.";
                });
        text.add("  The ministry's DHIS2 holds " + delivered.equal()
                + " figures, each as the indicators answer. " + delivered.masked() + " were left out. Wrong: "
                + delivered.wrong().size() + ".");
        delivered.wrong().forEach(wrong -> text.add("    " + wrong));
        return text;
    }

    private static String cell(Report report, String indicator, String site) {
        return report.lines().stream()
                .filter(line ->
                        line.indicator().equals(indicator) && line.site().equals(site))
                .map(line ->
                        line.agrees() ? Long.toString(line.server()) : line.server() + " (paper " + line.paper() + "!)")
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
        for (var group : report.preview().groups().entrySet()) {
            line.append(String.format("  %-20s %4s", group.getKey(), group.getValue()));
            if (line.length() > 80) {
                lines.add(line.toString());
                line.setLength(0);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        lines.add(String.format("  %-20s %4s", "together", report.preview().together()));
        return lines;
    }
}
