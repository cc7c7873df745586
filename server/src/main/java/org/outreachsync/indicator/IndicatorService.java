package org.outreachsync.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.log.EventLog;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.record.Watermarks;
import org.outreachsync.record.Watermarks.Projection;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.roaringbitmap.RoaringBitmap;

/** Answers what managers ask, from cells alone. Persons are counted over all sites and days of the question at once. */
public final class IndicatorService {

    private static final Set<String> DIMENSIONS = Set.of("sex", "age");

    private final CellStore cells;
    private final Persons persons;
    private final Watermarks watermarks;
    private final EventLog log;
    private final CodeLists codes;
    private final AgeBands ageBands;
    private final int unknownSex;

    /** Answers from these cells. */
    public IndicatorService(CellStore cells, Persons persons, Watermarks watermarks, EventLog log, CodeLists codes) {
        this.cells = cells;
        this.persons = persons;
        this.watermarks = watermarks;
        this.log = log;
        this.codes = codes;
        this.ageBands = new AgeBands(codes);
        this.unknownSex = CellCounter.unknownSex(codes);
    }

    /** The indicators that may be asked for. */
    public List<Map<String, Object>> catalogue() {
        return FirstCatalogue.INDICATORS.stream().map(IndicatorService::describe).toList();
    }

    /**
     * One indicator over sites and a period.
     *
     * @param allowed the sites that the caller may see
     * @param code of the catalogue
     * @param parameters {@code period} (required, see {@link Period}), {@code sites} (comma-separated; all allowed ones when left out), {@code by}
     *     (comma-separated: sex, age)
     * @return members of the JSON answer, in order
     * @throws RefusedException NOT_FOUND for an unknown code, PARAMETER for a wrong parameter, SCOPE_DENIED for another's site
     */
    public Map<String, Object> answer(Collection<String> allowed, String code, Map<String, String> parameters) {
        var indicator = find(code);
        var period = Period.parse(parameters.getOrDefault("period", ""));
        var sites = sites(allowed, parameters.get("sites"));
        var by = dimensions(parameters.getOrDefault("by", ""));
        var freshness = freshness(sites);
        var groups = indicator.kind() == Indicator.Kind.PERSONS ? persons(indicator, sites, period, by) : sums(indicator, sites, period, by);
        var answer = new LinkedHashMap<String, Object>(describe(indicator));
        answer.put("period", period.text());
        answer.put("from", period.from().toString());
        answer.put("to", period.to().toString());
        answer.put("sites", List.copyOf(sites));
        answer.put("value", groups.values().stream().mapToLong(Long::longValue).sum());
        if (!by.isEmpty()) {
            answer.put("by", rows(by, groups));
        }
        answer.put("as_of", freshness);
        return answer;
    }

    private static Map<String, Object> describe(Indicator indicator) {
        var described = new LinkedHashMap<String, Object>();
        described.put("code", indicator.code());
        described.put("kind", indicator.kind().name());
        described.put("definition_version", indicator.version());
        described.put("labels", new TreeMap<>(indicator.labels()));
        described.put("definition", indicator.definition());
        return described;
    }

    private static Indicator find(String code) {
        return FirstCatalogue.INDICATORS.stream()
                .filter(indicator -> indicator.code().equals(code))
                .findAny()
                .orElseThrow(() -> new RefusedException(Code.NOT_FOUND, "There is no such indicator; see /v1/indicators."));
    }

    private static Set<String> sites(Collection<String> allowed, @Nullable String asked) {
        var sites = new TreeSet<String>();
        if (asked == null || asked.isBlank()) {
            sites.addAll(allowed);
            return sites;
        }
        for (var site : asked.split(",", -1)) {
            if (!allowed.contains(site)) {
                throw new RefusedException(Code.SCOPE_DENIED, "The site is not one of yours.", Map.of("parameter", "sites"));
            }
            sites.add(site);
        }
        return sites;
    }

    private static Set<String> dimensions(String asked) {
        var by = new TreeSet<String>();
        for (var dimension : asked.isBlank() ? new String[0] : asked.split(",", -1)) {
            if (!DIMENSIONS.contains(dimension)) {
                throw new RefusedException(Code.PARAMETER, "Break down by sex, age or both.", Map.of("parameter", "by"));
            }
            by.add(dimension);
        }
        return by;
    }

    /** Freshness is read before the cells, so that what it promises is in them. */
    private Map<String, Object> freshness(Set<String> sites) {
        var freshness = new LinkedHashMap<String, Object>();
        for (var site : sites) {
            long counted = watermarks.of(Projection.CELLS, site);
            freshness.put(site, Map.of("counted_to", counted, "log_head", Math.max(counted, log.tail(site))));
        }
        return freshness;
    }

    /** The values of the dimensions asked for; 0 stands for unknown or not asked. */
    private record Group(int sex, int ageBand) {}

    private Map<Group, Long> sums(Indicator indicator, Set<String> sites, Period period, Set<String> by) {
        var groups = new LinkedHashMap<Group, Long>();
        for (var site : sites) {
            for (var cell : cells.ofDays(site, period.from().toEpochDay(), period.to().toEpochDay())) {
                cell.sums().forEach((key, value) -> {
                    if (indicator.measures().contains(key.measure())) {
                        groups.merge(group(by, key.sex(), key.ageBand()), value, Long::sum);
                    }
                });
            }
        }
        return groups;
    }

    private Map<Group, Long> persons(Indicator indicator, Set<String> sites, Period period, Set<String> by) {
        var together = new EnumMap<Measure, RoaringBitmap>(Measure.class);
        for (var site : sites) {
            for (var cell : cells.ofDays(site, period.from().toEpochDay(), period.to().toEpochDay())) {
                cell.persons().forEach((measure, numbers) -> {
                    if (indicator.measures().contains(measure)) {
                        together.computeIfAbsent(measure, unseen -> new RoaringBitmap()).or(numbers);
                    }
                });
            }
        }
        var all = new RoaringBitmap();
        together.values().forEach(all::or);
        if (by.isEmpty()) {
            return Map.of(new Group(0, 0), all.getLongCardinality());
        }
        var groups = new LinkedHashMap<Group, Long>();
        all.forEach((int no) -> groups.merge(groupOf(by, no, period.from()), 1L, Long::sum));
        return groups;
    }

    /** A person's age is taken at the start of the period, so that each person sits in one group. */
    private Group groupOf(Set<String> by, int personNo, LocalDate start) {
        var person = persons.byNo(personNo);
        int sex = person == null || person.facts().sex() == 0 ? unknownSex : person.facts().sex();
        int band = person == null ? ageBands.unknown() : ageBands.of(person.facts().birthYear(), start.getYear());
        return group(by, sex, band);
    }

    private static Group group(Set<String> by, int sex, int ageBand) {
        return new Group(by.contains("sex") ? sex : 0, by.contains("age") ? ageBand : 0);
    }

    private List<Map<String, Object>> rows(Set<String> by, Map<Group, Long> groups) {
        var rows = new ArrayList<Map<String, Object>>();
        groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Group::sex).thenComparingInt(Group::ageBand)))
                .forEach(entry -> {
                    var row = new LinkedHashMap<String, Object>();
                    if (by.contains("sex")) {
                        row.put("sex", name("sex", entry.getKey().sex()));
                    }
                    if (by.contains("age")) {
                        row.put("age", name("age_band", entry.getKey().ageBand()));
                    }
                    row.put("value", entry.getValue());
                    rows.add(row);
                });
        return rows;
    }

    private String name(String list, int code) {
        var found = codes.get(list).byId(code);
        return found == null ? "UNKNOWN" : found.code();
    }
}
