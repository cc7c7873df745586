package org.outreachsync.indicator.cell;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.cell.Cell.PersonSet;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.model.Contract;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.record.RecordEntry;

/** Counts the records of one site and day into a cell. It always counts all of them, so that nothing can drift. */
public final class CellCounter {

    /**
     * The sum of the records that came late, beside the measures of the catalogue, none of which can have this name.
     */
    public static final String LATE = "late";

    private static final String CLIENT = "Client";
    private static final int SITE = Path.ENVELOPE + 1;
    private static final int PROJECT = Path.ENVELOPE + 2;

    private final Contract contract;
    private final Catalogue catalogue;
    private final Persons persons;
    private final AgeBands ageBands;
    private final int unknownSex;
    private final Map<Integer, List<Counted>> byType = new HashMap<>();
    private final Map<Integer, Coded> codedFields = new HashMap<>();

    private record Counted(Measure measure, Measure.Clause clause) {}

    /** The fields of a record type that say in which way something happened and what it was; 0 for none. */
    private record Coded(int way, int item) {}

    /** Counts what this catalogue says of records of this contract. */
    public CellCounter(Contract contract, CodeLists codes, Catalogue catalogue, Persons persons) {
        this.contract = contract;
        this.catalogue = catalogue;
        this.persons = persons;
        this.ageBands = new AgeBands(codes);
        var unknown = codes.get("sex").byCode("UNKNOWN");
        this.unknownSex = unknown == null ? 0 : unknown.id();
        catalogue
                .measures()
                .values()
                .forEach(measure -> measure.clauses()
                        .forEach(clause -> byType.computeIfAbsent(clause.type(), unseen -> new ArrayList<>())
                                .add(new Counted(measure, clause))));
        contract.types()
                .forEach(type -> codedFields.put(
                        type.number(), new Coded(field(type, Dimension.WAYS), field(type, Dimension.ITEM_FIELDS))));
    }

    private static int field(RecordType type, Set<Dimension> among) {
        return type.fields().stream()
                .filter(field -> !field.repeated()
                        && field.codeList() != null
                        && Dimension.ofList(among, field.codeList()) != null)
                .filter(field -> field.number() < Path.ENVELOPE)
                .mapToInt(FieldSpec::number)
                .findFirst()
                .orElse(0);
    }

    /** What decides what is counted; see {@link Catalogue#fingerprint()}. */
    public String fingerprint() {
        return catalogue.fingerprint();
    }

    /** The cell of these records of one day, void ones left out. */
    public Cell count(long day, Collection<RecordEntry> records) {
        var known = persons.of(keys(records));
        var cell = new Cell.Builder();
        for (var entry : records) {
            var type = contract.type(entry.state().type());
            if (entry.stands(type)) {
                count(cell, day, type, entry, known);
            }
        }
        return cell.build();
    }

    private Set<String> keys(Collection<RecordEntry> records) {
        var keys = new HashSet<String>();
        for (var entry : records) {
            var type = contract.type(entry.state().type());
            addKey(keys, entry.state().shown(), type, "client_key");
            addKey(keys, entry.state().shown(), type, "merged_into_key");
            if (isUnnamed(entry, type)) {
                keys.add(Persons.unnamed(entry.state().id()));
            }
        }
        return keys;
    }

    /** Whether nobody knows whom a record is about, and it counts for a person all the same. */
    private boolean isUnnamed(RecordEntry entry, RecordType type) {
        var shown = visible(entry.state().shown());
        return entry.stands(type)
                && key(shown, type, "client_key") == null
                && byType.getOrDefault(type.number(), List.of()).stream()
                        .map(Counted::clause)
                        .anyMatch(clause -> clause.amount() instanceof Measure.Amount.Unnamed && clause.counts(shown));
    }

    private static void addKey(Set<String> keys, SortedMap<Path, Value> shown, RecordType type, String field) {
        var key = key(shown, type, field);
        if (key != null) {
            keys.add(key);
        }
    }

    private static @Nullable String key(SortedMap<Path, Value> shown, RecordType type, String field) {
        return type.has(field) && shown.get(type.path(field)) instanceof Value.Bytes key
                ? HexFormat.of().formatHex(key.value())
                : null;
    }

    private void count(
            Cell.Builder cell, long day, RecordType type, RecordEntry entry, Map<String, Persons.Person> known) {
        var shown = visible(entry.state().shown());
        var key = key(shown, type, "client_key");
        var person = key == null ? null : known.get(key);
        if (type.name().equals(CLIENT) && person != null) {
            cell.add(client(day, type, entry, shown, person, known));
        }
        int project = (int) number(shown, Path.field(PROJECT), 0);
        var breakdown = breakdown(day, type, shown, person, project);
        var unnamed = key == null ? known.get(Persons.unnamed(entry.state().id())) : null;
        if (unnamed != null) {
            cell.add(unnamed(day, entry, breakdown, unnamed.no()));
        }
        if (entry.isLate()) {
            cell.add(LATE, breakdown.packed(), 1);
        }
        for (var counted : byType.getOrDefault(type.number(), List.of())) {
            if (!counted.clause().counts(shown)) {
                continue;
            }
            var name = name(counted, shown);
            var who = counted.clause().amount() instanceof Measure.Amount.Unnamed ? unnamed : person;
            add(cell, new Added(counted, name, day, project), shown, who, breakdown);
            var each = counted.clause().each();
            if (each != null) {
                elements(shown, each)
                        .forEach(code -> add(
                                cell,
                                new Added(counted, Measure.ofElement(name, code), day, project),
                                shown,
                                who,
                                breakdown));
            }
        }
    }

    /** What is counted, and under what name, day and funding source. */
    private record Added(Counted counted, String name, long day, int project) {}

    private static void add(
            Cell.Builder cell,
            Added added,
            SortedMap<Path, Value> shown,
            Persons.@Nullable Person person,
            Breakdown breakdown) {
        var clause = added.counted().clause();
        if (added.counted().measure().countsPersons()) {
            person(cell, added, shown, person);
            return;
        }
        sum(cell, added.name(), clause.amount(), shown, breakdown);
        if (clause.withPersons() && person != null) {
            int times = 1;
            while (!cell.persons(new PersonSet(Measure.ofPersons(added.name(), times), added.project()))
                    .checkedAdd(person.no())) {
                times++;
            }
        }
    }

    private static List<Integer> elements(SortedMap<Path, Value> shown, Measure.Each each) {
        return shown.subMap(Path.field(each.field()), Path.field(each.field() + 1)).entrySet().stream()
                .filter(element -> element.getValue().isPresent()
                        && each.has(element.getKey().element()))
                .map(element -> element.getKey().element())
                .toList();
    }

    private static void person(
            Cell.Builder cell, Added added, SortedMap<Path, Value> shown, Persons.@Nullable Person person) {
        var clause = added.counted().clause();
        var on = clause.day(shown, added.day());
        if (person == null || on == null) {
            return;
        }
        var names = new ArrayList<>(List.of(added.name()));
        var split = clause.split();
        if (split != null) {
            names.add(Measure.withCode(added.name(), (int) number(shown, Path.field(split.field()), 0)));
        }
        for (var name : names) {
            var set = new PersonSet(name, added.project());
            (added.counted().measure().isDated() ? cell.persons(set, on) : cell.persons(set)).add(person.no());
        }
    }

    /** What counts for another site is kept under a name of its own. */
    private static String name(Counted counted, SortedMap<Path, Value> shown) {
        var measure = counted.measure().name();
        int about = counted.clause().about();
        return about != 0
                        && shown.get(Path.field(about)) instanceof Value.Text site
                        && !site.equals(shown.get(Path.field(SITE)))
                ? Measure.about(measure, site.value())
                : measure;
    }

    /**
     * What a record without a client code says of its person, whose year of birth is taken from the middle of the age
     * band.
     */
    private ClientFacts unnamed(long day, RecordEntry entry, Breakdown breakdown, int no) {
        int birthYear = ageBands.birthYear(
                breakdown.ageBand(), LocalDate.ofEpochDay(day).getYear());
        return new ClientFacts(no, entry.state().id(), day, breakdown.sex(), birthYear, Set.of(), 0, 0, 0);
    }

    /** What was written in a line counts only while the line is there. */
    private static SortedMap<Path, Value> visible(SortedMap<Path, Value> registers) {
        var visible = new TreeMap<>(registers);
        visible.keySet()
                .removeIf(
                        path -> path.sub() != 0 && !registers.containsKey(Path.element(path.field(), path.element())));
        return visible;
    }

    private Breakdown breakdown(
            long day, RecordType type, SortedMap<Path, Value> shown, Persons.@Nullable Person person, int project) {
        var facts = person == null ? new Persons.Facts(0, 0, false) : person.facts();
        int sex = facts.sex() != 0 ? facts.sex() : (int) number(type, shown, "sex", unknownSex);
        int band = ageBands.of(facts.birthYear(), LocalDate.ofEpochDay(day).getYear());
        int age = band != ageBands.unknown() ? band : (int) number(type, shown, "age_band", band);
        var coded = codedFields.getOrDefault(type.number(), new Coded(0, 0));
        return new Breakdown(sex, age, code(shown, coded.way()), project, code(shown, coded.item()));
    }

    private static int code(SortedMap<Path, Value> shown, int field) {
        return field == 0 ? 0 : (int) number(shown, Path.field(field), 0);
    }

    private static void sum(
            Cell.Builder cell,
            String measure,
            Measure.Amount amount,
            SortedMap<Path, Value> shown,
            Breakdown breakdown) {
        switch (amount) {
            case Measure.Amount.Events events -> cell.add(measure, breakdown.packed(), 1);
            case Measure.Amount.Sum sum -> cell.add(measure, breakdown.packed(), whole(shown, sum.field()));
            // One higher, so that none is told from nothing said; SumColumn takes it off.
            case Measure.Amount.Level level -> cell.atLeast(measure, 1 + whole(shown, level.field()));
            case Measure.Amount.Items items ->
                cell.add(
                        measure,
                        breakdown.packed(),
                        items.codes().stream()
                                .filter(code -> hasElement(shown, items.field(), code))
                                .count());
            case Measure.Amount.Days days -> {
                boolean known = shown.containsKey(Path.field(days.from())) && shown.containsKey(Path.field(days.to()));
                // Corrected one after the other, they may stand the wrong way round for a while.
                cell.add(
                        measure,
                        breakdown.packed(),
                        known ? Math.max(0, whole(shown, days.to()) - whole(shown, days.from())) : 0);
            }
            case Measure.Amount.Lines lines ->
                shown.subMap(Path.field(lines.field()), Path.field(lines.field() + 1))
                        .forEach((path, value) -> {
                            if (path.sub() == lines.part() && lines.codes().contains(path.element())) {
                                var line = new Breakdown(
                                        breakdown.sex(),
                                        breakdown.ageBand(),
                                        breakdown.way(),
                                        breakdown.project(),
                                        path.element());
                                cell.add(measure, line.packed(), value.asLong(0));
                            }
                        });
            case Measure.Amount.Persons persons -> throw new IllegalStateException("persons do not add up");
            case Measure.Amount.Unnamed nobody -> throw new IllegalStateException("persons do not add up");
        }
    }

    private static boolean hasElement(SortedMap<Path, Value> shown, int field, int code) {
        return shown.getOrDefault(Path.element(field, code), Value.absent()).isPresent();
    }

    /** A number, or, in a tally, the sum of what all devices counted. */
    private static long whole(SortedMap<Path, Value> shown, int field) {
        return shown.subMap(Path.field(field), Path.field(field + 1)).values().stream()
                .mapToLong(value -> value.asLong(0))
                .sum();
    }

    private static long number(RecordType type, SortedMap<Path, Value> shown, String field, long otherwise) {
        return type.has(field) ? number(shown, type.path(field), otherwise) : otherwise;
    }

    private static long number(SortedMap<Path, Value> shown, Path path, long otherwise) {
        return shown.getOrDefault(path, Value.absent()).asLong(otherwise);
    }

    private static ClientFacts client(
            long day,
            RecordType type,
            RecordEntry entry,
            SortedMap<Path, Value> shown,
            Persons.Person person,
            Map<String, Persons.Person> known) {
        var populations = type.field("populations").number();
        var merged = key(shown, type, "merged_into_key");
        var into = merged == null ? null : known.get(merged);
        return new ClientFacts(
                person.no(),
                entry.state().id(),
                day,
                (int) number(type, shown, "sex", 0),
                (int) number(type, shown, "birth_year", 0),
                shown.subMap(Path.field(populations), Path.field(populations + 1)).entrySet().stream()
                        .filter(element -> element.getValue().isPresent())
                        .map(element -> element.getKey().element())
                        .collect(Collectors.toSet()),
                into == null ? 0 : into.no(),
                (int) number(type, shown, "region", 0),
                number(type, shown, "enrolled_on", 0));
    }
}
