package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A question cut into one window for each site, month, project and place that it is asked by. */
final class Parts {

    private static final Set<String> PLACES = Set.of("region", "country", "provider");
    static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

    private final NaiveRecords records;
    private final Question.Places places;
    private final Set<String> sites;
    private final LocalDate from;
    private final LocalDate to;
    private final Set<String> by;

    Parts(
            NaiveRecords records,
            Question.Places places,
            Set<String> sites,
            LocalDate from,
            LocalDate to,
            Set<String> by) {
        this.records = records;
        this.places = places;
        this.sites = sites;
        this.from = from;
        this.to = to;
        this.by = by;
    }

    /** A window, and what a group in it is called. */
    record Part(Map<String, String> labels, Window window) {}

    /** The question cut into one window for each site, month and project that it is asked by. */
    List<Part> all() {
        var parts = List.of(new Part(Map.of(), new Window(sites, from, to, null, (site, day) -> true)));
        if (by.contains("site")) {
            parts = cut(parts, "site", sites);
        }
        if (by.contains("month")) {
            var months = new TreeSet<String>();
            for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
                months.add(YearMonth.from(day).format(MONTH));
            }
            parts = cut(parts, "month", months);
        }
        if (by.contains("project")) {
            var projects = new TreeSet<String>();
            records.all().forEach(record -> projects.add(record.fields().getOrDefault("e.project", "NONE")));
            parts = cut(parts, "project", projects);
        }
        for (var word : PLACES) {
            if (by.contains(word)) {
                var labels = new TreeSet<String>();
                sites.forEach(
                        site -> from.datesUntil(to.plusDays(1)).forEach(day -> labels.add(places.of(word, site, day))));
                parts = cut(parts, word, labels);
            }
        }
        return parts;
    }

    private List<Part> cut(List<Part> parts, String dimension, Set<String> labels) {
        var cut = new ArrayList<Part>();
        for (var part : parts) {
            for (var label : labels) {
                var named = new TreeMap<>(part.labels());
                named.put(dimension, label);
                cut.add(new Part(named, narrow(part.window(), dimension, label)));
            }
        }
        return cut;
    }

    private Window narrow(Window window, String dimension, String label) {
        return switch (dimension) {
            case "site" -> new Window(Set.of(label), window.from(), window.to(), window.project(), window.there());
            case "project" -> new Window(window.sites(), window.from(), window.to(), label, window.there());
            case "region", "country", "provider" ->
                new Window(
                        window.sites(),
                        window.from(),
                        window.to(),
                        window.project(),
                        (site, day) -> window.there().holds(site, day)
                                && places.of(dimension, site, day).equals(label));
            default -> {
                var month = YearMonth.parse(label, MONTH);
                var start = month.atDay(1).isBefore(window.from()) ? window.from() : month.atDay(1);
                var end = month.atEndOfMonth().isAfter(window.to()) ? window.to() : month.atEndOfMonth();
                yield window.within(start, end);
            }
        };
    }
}
