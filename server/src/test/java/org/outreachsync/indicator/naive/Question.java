package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.naive.Formulas.Formula;

/** One operand of a figure for some sites and days, by some dimensions. Groups of nothing are left out. */
final class Question {

    private static final Set<String> OF_PERSONS =
            Set.of("person", "sex", "age", "population", "project", "site", "month", "region", "country", "provider");
    private static final Set<String> OVER_TIME =
            Set.of("person", "sex", "age", "population", "site", "region", "country", "provider");
    private static final Set<String> OF_DAYS =
            Set.of("sex", "age", "population", "site", "month", "region", "country", "provider");
    private static final Set<String> OF_SITES = Set.of("mode", "region", "country", "provider");
    private static final Set<String> OF_EVENTS = Set.of(
            "person",
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
    private final Parts parts;
    private final EventGroups groups;

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
        this.parts = new Parts(records, places, sites, from, to, by);
        this.groups = new EventGroups(people, places, by);
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
        for (var part : parts.all()) {
            days.in(part.window().where(where))
                    .forEach((person, spent) -> operand.merge(groupOf(person, part.labels()), spent, Long::sum));
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
        for (var part : parts.all()) {
            long sum = 0;
            for (var night = part.window().from();
                    !night.isAfter(part.window().to()) && night.isBefore(today);
                    night = night.plusDays(1)) {
                for (var site : part.window().sites()) {
                    var there = isOpen(site, night) && part.window().there().holds(site, night)
                            ? beds.of(site, night)
                            : null;
                    sum += there == null ? 0 : there;
                }
            }
            operand.put(new Group(new TreeMap<>(part.labels())), sum);
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
        for (var part : parts.all()) {
            for (var person : formula.in(part.window())) {
                if (only.counts(person)) {
                    counted.computeIfAbsent(groupOf(person, part.labels()), unseen -> new HashSet<>())
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
        if (by.contains("person")) {
            all.put("person", person);
        }
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

    Map<Group, Long> sum(Amounts amounts, boolean womenOnly) {
        refuse(OF_EVENTS);
        var operand = new HashMap<Group, Long>();
        for (var record : records.all()) {
            var day = record.day();
            if (day != null && sites.contains(EventGroups.siteOf(record)) && !day.isBefore(from) && !day.isAfter(to)) {
                if (!womenOnly || NaivePeople.isWomanly(people.eventSex(record))) {
                    amounts.of(
                            record, (item, amount) -> operand.merge(groups.of(record, day, item), amount, Long::sum));
                }
            }
        }
        operand.values().removeIf(sum -> sum == 0);
        return operand;
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
