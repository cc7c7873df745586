package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.naive.Formulas.Formula;
import org.outreachsync.indicator.naive.NaiveRecords.Rec;

/** One operand of a figure for some sites and days, by some dimensions. Groups of nothing are left out. */
final class Question {

    private static final Set<String> PLACES = Set.of("region", "country", "provider");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final Set<String> OF_PERSONS =
            Set.of("sex", "age", "population", "project", "site", "month", "region", "country", "provider");
    private static final Set<String> OVER_TIME =
            Set.of("sex", "age", "population", "site", "region", "country", "provider");
    private static final Set<String> OF_DAYS =
            Set.of("sex", "age", "population", "site", "month", "region", "country", "provider");
    private static final Set<String> OF_SITES = Set.of("mode", "region", "country", "provider");
    private static final Set<String> OF_EVENTS = Set.of(
            "sex",
            "age",
            "population",
            "project",
            "mode",
            "commodity",
            "site",
            "month",
            "region",
            "country",
            "provider",
            "perpetrator",
            "violation",
            "topic",
            "role",
            "reason",
            "outcome");
    private static final Set<String> OF_BEDS = Set.of("site", "month", "region", "country", "provider");

    private final NaiveRecords records;
    private final NaivePeople people;
    private final Set<String> sites;
    private final LocalDate from;
    private final LocalDate to;
    private final Set<String> by;
    private final Places places;

    Question(
            NaiveRecords records,
            NaivePeople people,
            Places places,
            Set<String> sites,
            LocalDate from,
            LocalDate to,
            Set<String> by) {
        this.records = records;
        this.places = places;
        this.people = people;
        this.sites = sites;
        this.from = from;
        this.to = to;
        this.by = by;
    }

    /** Says the region, country or provider of a site on a day, and CLOSED of "open" while it is closed. */
    @FunctionalInterface
    interface Places {
        String of(String word, String site, LocalDate day);
    }

    /** Whether a person counts. */
    @FunctionalInterface
    interface Only {
        boolean counts(String person);
    }

    /** A window, and what a group in it is called. */
    private record Part(Map<String, String> labels, Window window) {}

    /** Persons of a formula that looks beyond one moment, which has no months and no projects. */
    Map<Group, Long> overTime(Formula formula) {
        refuse(OVER_TIME);
        return persons(formula, person -> true);
    }

    /** Days of persons. */
    Map<Group, Long> days(Stays.Days days) {
        refuse(OF_DAYS);
        return days(days, (site, day) -> true);
    }

    private Map<Group, Long> days(Stays.Days days, Window.Where where) {
        var operand = new HashMap<Group, Long>();
        for (var part : parts()) {
            days.in(part.window.where(where))
                    .forEach((person, spent) -> operand.merge(groupOf(person, part.labels), spent, Long::sum));
        }
        return operand;
    }

    /** Nights of persons in a shelter of which it is known how many beds it has. */
    Map<Group, Long> nightsInBeds(Stays.Days nights, Beds beds) {
        refuse(OF_BEDS);
        return days(nights, (site, night) -> beds.of(site, night) != null && isOpen(site, night));
    }

    /** Beds, night by night until yesterday. */
    Map<Group, Long> beds(Beds beds, LocalDate today) {
        refuse(OF_BEDS);
        var operand = new HashMap<Group, Long>();
        for (var part : parts()) {
            long sum = 0;
            for (var night = part.window.from();
                    !night.isAfter(part.window.to()) && night.isBefore(today);
                    night = night.plusDays(1)) {
                for (var site : part.window.sites()) {
                    var there =
                            isOpen(site, night) && part.window.there().holds(site, night) ? beds.of(site, night) : null;
                    sum += there == null ? 0 : there;
                }
            }
            operand.put(new Group(new TreeMap<>(part.labels)), sum);
        }
        operand.values().removeIf(sum -> sum == 0);
        return operand;
    }

    private boolean isOpen(String site, LocalDate day) {
        return !places.of("open", site, day).equals("CLOSED");
    }

    Map<Group, Long> persons(Formula formula, Only only) {
        refuse(OF_PERSONS);
        var counted = new HashMap<Group, Set<String>>();
        for (var part : parts()) {
            for (var person : formula.in(part.window)) {
                if (only.counts(person)) {
                    counted.computeIfAbsent(groupOf(person, part.labels), unseen -> new HashSet<>())
                            .add(person);
                }
            }
        }
        var operand = new HashMap<Group, Long>();
        counted.forEach((group, persons) -> operand.put(group, (long) persons.size()));
        return operand;
    }

    private Group groupOf(String person, Map<String, String> labels) {
        var all = new TreeMap<>(labels);
        if (by.contains("sex")) {
            all.put("sex", people.sex(person));
        }
        if (by.contains("age")) {
            all.put("age", people.age(person, from.getYear()));
        }
        if (by.contains("population")) {
            all.put("population", people.population(person));
        }
        return new Group(all);
    }

    /** The question cut into one window for each site, month and project that it is asked by. */
    private List<Part> parts() {
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
                var named = new TreeMap<>(part.labels);
                named.put(dimension, label);
                cut.add(new Part(named, narrow(part.window, dimension, label)));
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

    Map<Group, Long> sum(Amounts amounts, boolean womenOnly) {
        refuse(OF_EVENTS);
        var operand = new HashMap<Group, Long>();
        for (var record : records.all()) {
            var day = record.day();
            if (day != null && sites.contains(siteOf(record)) && !day.isBefore(from) && !day.isAfter(to)) {
                if (!womenOnly || NaivePeople.isWomanly(people.eventSex(record))) {
                    amounts.of(record, (item, amount) -> operand.merge(groupOf(record, day, item), amount, Long::sum));
                }
            }
        }
        operand.values().removeIf(sum -> sum == 0);
        return operand;
    }

    /** Where it was recorded; of feedback, the site that it is about. */
    private static String siteOf(Rec record) {
        return record.fields().getOrDefault("about_site", record.site());
    }

    /** Whether it is asked by this. */
    boolean isBy(String dimension) {
        return by.contains(dimension);
    }

    /** The same question, not asked by one of its dimensions. */
    Question without(String dimension) {
        var others = new TreeSet<>(by);
        others.remove(dimension);
        return new Question(records, people, places, sites, from, to, others);
    }

    private Group groupOf(Rec record, LocalDate day, int item) {
        var all = new TreeMap<String, String>();
        for (var dimension : by) {
            all.put(
                    dimension,
                    switch (dimension) {
                        case "sex" -> people.eventSex(record);
                        case "age" -> people.eventAge(record, day);
                        case "population" -> population(record);
                        case "project" -> record.fields().getOrDefault("e.project", "NONE");
                        case "mode" -> Labels.mode(record.number("mode"));
                        case "commodity" -> Labels.commodity(item);
                        case "role" -> Labels.code("role", item);
                        case "perpetrator" -> Labels.code("perpetrator", record.number("perpetrator"));
                        case "violation" -> Labels.code("rights_violation", record.number("violation"));
                        case "topic" -> Labels.code("training_topic", record.number("topic"));
                        case "reason" -> Labels.code("exit_reason", record.number("reason"));
                        case "outcome" -> Labels.code("referral_outcome", record.number("outcome"));
                        case "site" -> siteOf(record);
                        case "region", "country", "provider" -> places.of(dimension, siteOf(record), day);
                        default -> YearMonth.from(day).format(MONTH);
                    });
        }
        return new Group(all);
    }

    private String population(Rec record) {
        var key = record.key();
        return key == null ? NaivePeople.UNKNOWN : people.population(people.person(key));
    }

    /** How many of the sites have a sum above zero. */
    Map<Group, Long> sites(Amounts amounts) {
        refuse(OF_SITES);
        var operand = new HashMap<Group, Long>();
        for (var site : sites) {
            var there = new Question(records, people, places, Set.of(site), from, to, by).sum(amounts, false);
            there.forEach((group, sum) -> operand.merge(group, sum > 0 ? 1L : 0L, Long::sum));
        }
        return operand;
    }

    /** The two operands as figures: what is in one of them only has 0 in the other, and the total is always there. */
    Map<Group, Figure> figures(@Nullable Map<Group, Long> numerator, @Nullable Map<Group, Long> denominator) {
        var groups = new HashSet<Group>(numerator == null ? Set.of() : numerator.keySet());
        if (denominator != null) {
            groups.addAll(denominator.keySet());
        }
        if (by.isEmpty()) {
            groups.add(Group.TOTAL);
        }
        var figures = new HashMap<Group, Figure>();
        for (var group : groups) {
            var below = denominator == null ? null : denominator.getOrDefault(group, 0L);
            figures.put(group, new Figure(numerator == null ? null : numerator.getOrDefault(group, 0L), below));
        }
        return figures;
    }

    boolean hasDays(int days) {
        return !from.plusDays(days - 1L).isAfter(to);
    }

    private void refuse(Set<String> known) {
        if (!known.containsAll(by)) {
            throw new IllegalArgumentException("asked by " + by + ", can only say by " + known);
        }
    }
}
