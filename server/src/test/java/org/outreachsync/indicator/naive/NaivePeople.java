package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.naive.NaiveRecords.Rec;

/** Who is who, after the Client records. */
final class NaivePeople {

    static final String UNKNOWN = "UNKNOWN";

    /** Who injects, and who injects opioids. */
    private static final Set<Integer> PWID = Set.of(1, 9);

    private static final Set<Integer> KEY_POPULATIONS = Set.of(1, 3, 4, 5, 6, 9);
    private static final String[] SEXES = {
        UNKNOWN, "FEMALE", "MALE", "TRANSGENDER_WOMAN", "TRANSGENDER_MAN", "OTHER", UNKNOWN
    };

    private final NaiveRecords records;
    private final Map<String, List<Rec>> clients = new HashMap<>();
    private final Map<String, Rec> unnamed = new HashMap<>();
    private final Map<String, String> found = new HashMap<>();
    private final Map<String, NavigableSet<Integer>> populations = new HashMap<>();

    NaivePeople(NaiveRecords records) {
        this.records = records;
        for (var record : records.all()) {
            var key = record.key();
            if (record.is("Client") && key != null) {
                clients.computeIfAbsent(key, unseen -> new ArrayList<>()).add(record);
            } else if (key == null) {
                unnamed.put(unnamed(record), record);
            }
        }
    }

    /** In place of a key for whom a record without one is about: nobody else. */
    static String unnamed(Rec record) {
        return "of record " + record.id();
    }

    /** The key of the person whose code this key stands for. */
    String person(String key) {
        return found.computeIfAbsent(key, this::find);
    }

    private String find(String key) {
        var way = new ArrayList<String>();
        var at = key;
        while (!way.contains(at)) {
            way.add(at);
            var next = mergedInto(at);
            if (next == null) {
                return at;
            }
            at = next;
        }
        return new TreeSet<>(way.subList(way.indexOf(at), way.size())).first();
    }

    private @Nullable String mergedInto(String key) {
        var newest = newest(key, "merged_into_key");
        return newest == null ? null : newest.fields().get("merged_into_key");
    }

    /**
     * Of the Client records of a key that have the field, the one of the latest day; of one day, the one of the
     * greatest id.
     */
    private @Nullable Rec newest(String key, String field) {
        Rec newest = null;
        for (var record : clients.getOrDefault(key, List.of())) {
            if (record.has(field) && (newest == null || isAfter(record, newest))) {
                newest = record;
            }
        }
        return newest;
    }

    private static boolean isAfter(Rec one, Rec other) {
        int days = Objects.requireNonNull(one.day()).compareTo(Objects.requireNonNull(other.day()));
        return days != 0 ? days > 0 : one.id().compareTo(other.id()) > 0;
    }

    String sex(String person) {
        var only = unnamed.get(person);
        if (only != null) {
            return sex(only.number("sex"));
        }
        var client = newest(person, "client_key");
        return client != null ? sex(client.number("sex")) : codeSex(person);
    }

    String age(String person, int year) {
        var only = unnamed.get(person);
        if (only != null) {
            // In the third year of the band that was noted.
            long noted = only.number("age_band");
            return noted >= 1 && noted <= 11
                    ? band(Objects.requireNonNull(only.day()).getYear() - (5 * (noted - 1) + 2), year)
                    : UNKNOWN;
        }
        var client = newest(person, "client_key");
        return client != null ? band(client.number("birth_year"), year) : codeAge(person, year);
    }

    String population(String person) {
        var codes = populationsOf(person);
        return codes.isEmpty() ? UNKNOWN : Labels.population(codes.first());
    }

    boolean injects(String person) {
        return populationsOf(person).stream().anyMatch(PWID::contains);
    }

    /** Of one population, by its code. */
    boolean isOf(String person, int population) {
        return populationsOf(person).contains(population);
    }

    /** PWID, SW, MSM, TG and PRISON. */
    boolean isOfKeyPopulation(String person) {
        return populationsOf(person).stream().anyMatch(KEY_POPULATIONS::contains);
    }

    boolean isWoman(String person) {
        return isWomanly(sex(person));
    }

    static boolean isWomanly(String sex) {
        return sex.equals("FEMALE") || sex.equals("TRANSGENDER_WOMAN");
    }

    /** What any Client record says of the person, under whichever code. */
    private NavigableSet<Integer> populationsOf(String person) {
        return populations.computeIfAbsent(person, asked -> {
            var codes = new TreeSet<Integer>();
            clients.forEach((key, records) -> {
                if (person(key).equals(asked)) {
                    records.forEach(record -> codes.addAll(record.codes("populations")));
                }
            });
            return codes;
        });
    }

    /** What the code of this key says of the sex. */
    private String codeSex(String key) {
        var facts = records.codes().get(key);
        return facts == null ? UNKNOWN : sex(facts.sex());
    }

    private String codeAge(String key, int year) {
        var facts = records.codes().get(key);
        return facts == null ? UNKNOWN : band(facts.birthYear(), year);
    }

    /** The sex in an event: of the code, otherwise as the worker noted it. */
    String eventSex(Rec record) {
        var key = record.key();
        var said = key == null ? UNKNOWN : codeSex(key);
        return said.equals(UNKNOWN) ? sex(record.number("sex")) : said;
    }

    /** The age band in an event: of the code, otherwise as the worker noted it. */
    String eventAge(Rec record, LocalDate day) {
        var key = record.key();
        var said = key == null ? UNKNOWN : codeAge(key, day.getYear());
        int noted = (int) record.number("age_band");
        return said.equals(UNKNOWN) && noted >= 1 && noted <= 11 ? band(1, 1 + 5L * (noted - 1)) : said;
    }

    private static String sex(long code) {
        return SEXES[(int) code];
    }

    /** Years are counted, not birthdays. */
    private static String band(long birthYear, long year) {
        long age = year - birthYear;
        if (birthYear == 0 || age < 0) {
            return UNKNOWN;
        }
        return age >= 50 ? "AGE_50_PLUS" : "AGE_" + age / 5 * 5 + "_" + (age / 5 * 5 + 4);
    }
}
