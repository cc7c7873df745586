package org.outreachsync.simulation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.simulation.NaiveRecount.Facts;
import org.outreachsync.simulation.NaiveRecount.Rec;

/**
 * The figures of a stretch of days, counted record by record. Codes and age bands are written down here once more, from
 * the code lists' files.
 */
final class NaiveFigures {

    private static final String[] SEXES = {
        "", "FEMALE", "MALE", "TRANSGENDER_WOMAN", "TRANSGENDER_MAN", "OTHER", "UNKNOWN"
    };
    private static final String UNKNOWN = "UNKNOWN";

    /** The indicators that are counted here. */
    static final List<String> CODES = List.of(
            "CONTACTS",
            "PERSONS_REACHED",
            "SYRINGES_DISTRIBUTED",
            "LOOSE_NEEDLES_DISTRIBUTED",
            "SYRINGES_RETURNED",
            "PERSONS_NSP",
            "WOMEN_VISITS",
            "WOMEN_SERVICES",
            "PERSONS_WOMEN_SERVICES");

    private final NaiveRecount recount;
    private final NaivePeople people;
    private final LocalDate from;
    private final LocalDate to;
    private final Map<String, Map<String, Long>> sums = new TreeMap<>();
    private final Map<String, Set<String>> persons = new TreeMap<>();

    NaiveFigures(NaiveRecount recount, LocalDate from, LocalDate to) {
        this.recount = recount;
        this.people = new NaivePeople(recount);
        this.from = from;
        this.to = to;
        for (var records : recount.sites.values()) {
            for (var record : records.values()) {
                count(record, record.shown());
            }
        }
    }

    /** An indicator by sex and age, such as {@code FEMALE/AGE_20_24}; groups of nothing are left out. */
    Map<String, Long> of(String indicator) {
        if (!indicator.startsWith("PERSONS_")) {
            return sums.getOrDefault(indicator, Map.of());
        }
        var groups = new TreeMap<String, Long>();
        var met = new HashSet<String>();
        persons.getOrDefault(indicator, Set.of()).forEach(key -> met.add(people.standsFor(key)));
        for (var key : met) {
            var facts = people.facts(key);
            var group = facts == null
                    ? UNKNOWN + "/" + UNKNOWN
                    : sex(facts.sex()) + "/" + band(from.getYear() - facts.birthYear());
            groups.merge(group, 1L, Long::sum);
        }
        return groups;
    }

    private void count(Rec record, Map<String, String> shown) {
        if (shown.containsKey("e.void_reason") || !shown.containsKey("e.occurred_on")) {
            return;
        }
        var day = LocalDate.ofEpochDay(Long.parseLong(shown.get("e.occurred_on")));
        if (day.isBefore(from) || day.isAfter(to)) {
            return;
        }
        var key = shown.get("client_key");
        var group = group(shown, key == null ? null : recount.facts.get(key), day.getYear());
        switch (record.type) {
            case 2 -> {
                add("CONTACTS", group, 1);
                person("PERSONS_REACHED", key);
            }
            case 3 -> {
                exchange(shown, group, key);
                person("PERSONS_REACHED", key);
            }
            case 4 -> {
                visit(shown, group, key);
                person("PERSONS_REACHED", key);
            }
            case 5 -> tally(shown, group);
            default -> {}
        }
    }

    private void exchange(Map<String, String> shown, String group, @Nullable String key) {
        long given = 0;
        for (int commodity = 1; commodity <= 20; commodity++) {
            long out = number(shown, "lines[" + commodity + "].distributed");
            add(isNeedle(commodity) ? "LOOSE_NEEDLES_DISTRIBUTED" : "SYRINGES_DISTRIBUTED", group, out);
            add("SYRINGES_RETURNED", group, number(shown, "lines[" + commodity + "].returned"));
            given += out;
        }
        if (given > 0) {
            person("PERSONS_NSP", key);
        }
    }

    private void visit(Map<String, String> shown, String group, @Nullable String key) {
        add("WOMEN_VISITS", group, 1);
        long services = 0;
        for (int service = 51; service <= 73; service++) {
            services += shown.containsKey("services[" + service + "]") ? 1 : 0;
        }
        add("WOMEN_SERVICES", group, services);
        if (services > 0) {
            person("PERSONS_WOMEN_SERVICES", key);
        }
    }

    private void tally(Map<String, String> shown, String group) {
        add("CONTACTS", group, number(shown, "contacts"));
        add("SYRINGES_RETURNED", group, number(shown, "returned"));
        for (int commodity = 1; commodity <= 20; commodity++) {
            long pieces = number(shown, "distributed[" + commodity + "].pieces");
            add(isNeedle(commodity) ? "LOOSE_NEEDLES_DISTRIBUTED" : "SYRINGES_DISTRIBUTED", group, pieces);
        }
    }

    /** Loose needles are the codes 11 to 18; 1 to 10, 19 and 20 are syringes and barrels. */
    private static boolean isNeedle(int commodity) {
        return commodity >= 11 && commodity <= 18;
    }

    /** What the client code says comes first; then what the worker noted. */
    private static String group(Map<String, String> shown, @Nullable Facts facts, int year) {
        var sex = facts != null && facts.sex() != 0 ? sex(facts.sex()) : sex((int) number(shown, "sex"));
        var band = facts == null ? UNKNOWN : band(year - facts.birthYear());
        if (band.equals(UNKNOWN) && shown.containsKey("age_band")) {
            int noted = (int) number(shown, "age_band");
            band = noted == 12 ? UNKNOWN : band((noted - 1) * 5);
        }
        return sex + "/" + band;
    }

    private static String sex(int code) {
        return code < 1 ? UNKNOWN : SEXES[code];
    }

    private static String band(int age) {
        if (age < 0) {
            return UNKNOWN;
        }
        return age >= 50 ? "AGE_50_PLUS" : "AGE_" + age / 5 * 5 + "_" + (age / 5 * 5 + 4);
    }

    private static long number(Map<String, String> shown, String name) {
        return Long.parseLong(shown.getOrDefault(name, "0"));
    }

    private void add(String indicator, String group, long amount) {
        if (amount != 0) {
            sums.computeIfAbsent(indicator, unseen -> new HashMap<>()).merge(group, amount, Long::sum);
        }
    }

    private void person(String indicator, @Nullable String key) {
        if (key != null) {
            persons.computeIfAbsent(indicator, unseen -> new HashSet<>()).add(key);
        }
    }
}
