package org.outreachsync.indicator.cell;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.model.Contract;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.record.RecordEntry;

/** Counts the records of one site and day into a cell. */
public final class CellCounter {

    /** The name of the sum of late records. No measure of a catalogue can have this name. */
    public static final String LATE = "late";

    private static final String CLIENT = "Client";
    private final Contract contract;
    private final Catalogue catalogue;
    private final Persons persons;
    private final AgeBands ageBands;
    private final ClientFactsReader facts;
    private final int unknownSex;
    private final Map<Integer, List<Counted>> byType = new HashMap<>();
    private final Map<Integer, Coded> codedFields = new HashMap<>();

    private record Counted(Measure measure, Measure.Clause clause, boolean countsPersons, boolean isDated) {
        static Counted of(Measure measure, Measure.Clause clause) {
            return new Counted(measure, clause, measure.countsPersons(), measure.isDated());
        }

        boolean isOfUnnamed() {
            return clause.amount() instanceof Measure.Amount.Unnamed;
        }
    }

    /** The fields of a record type for the way and the item of a breakdown; 0 for none. */
    private record Coded(int way, int item) {}

    /** Counts by this catalogue. */
    public CellCounter(Contract contract, CodeLists codes, Catalogue catalogue, Persons persons) {
        this.contract = contract;
        this.catalogue = catalogue;
        this.persons = persons;
        this.ageBands = new AgeBands(codes);
        this.facts = new ClientFactsReader(ageBands);
        var unknown = codes.get("sex").byCode("UNKNOWN");
        this.unknownSex = unknown == null ? 0 : unknown.id();
        catalogue
                .measures()
                .values()
                .forEach(measure -> measure.clauses()
                        .forEach(clause -> byType.computeIfAbsent(clause.type(), unseen -> new ArrayList<>())
                                .add(Counted.of(measure, clause))));
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

    /** Identifies what is counted; see {@link Catalogue#fingerprint()}. */
    public String fingerprint() {
        return catalogue.fingerprint();
    }

    /**
     * The cell of one day's records. Void records do not count.
     *
     * @param day in days since 1970
     */
    public Cell count(long day, Collection<RecordEntry> records) {
        return add(Cell.EMPTY, day, records);
    }

    /**
     * The cell of one day's records, of which some are counted.
     *
     * @param counted the cell of the others
     * @param day in days since 1970
     */
    public Cell add(Cell counted, long day, Collection<RecordEntry> records) {
        var read = records.stream()
                .map(entry -> new Read(
                        entry,
                        RecordFields.of(
                                contract.type(entry.state().type()),
                                entry.state().shown())))
                .toList();
        var known = persons.of(keys(read));
        var cell = counted.plus();
        for (var record : read) {
            if (record.stands()) {
                count(cell, day, record, known);
            }
        }
        return cell.build();
    }

    /** A record with its fields, which are read once. */
    private record Read(RecordEntry entry, RecordFields fields) {
        RecordType type() {
            return fields.type();
        }

        boolean stands() {
            return entry.stands(fields.type());
        }
    }

    private Set<String> keys(Collection<Read> records) {
        var keys = new HashSet<String>();
        for (var record : records) {
            for (var field : List.of(RecordType.OWN_CLIENT, "merged_into_key")) {
                var key = record.fields().key(field);
                if (key != null) {
                    keys.add(key);
                }
            }
            if (isUnnamed(record)) {
                keys.add(Persons.unnamed(record.entry().state().id()));
            }
        }
        return keys;
    }

    /** Whether a record without a known person counts as a separate person. */
    private boolean isUnnamed(Read record) {
        var fields = record.fields();
        return record.stands()
                && fields.key(RecordType.OWN_CLIENT) == null
                && byType.getOrDefault(record.type().number(), List.of()).stream()
                        .anyMatch(counted ->
                                counted.isOfUnnamed() && counted.clause().counts(fields.shown()));
    }

    private void count(Cell.Builder cell, long day, Read record, Map<String, Persons.Person> known) {
        var fields = record.fields();
        var type = record.type();
        var id = record.entry().state().id();
        var key = fields.key(RecordType.OWN_CLIENT);
        var person = key == null ? null : known.get(key);
        if (type.name().equals(CLIENT) && person != null) {
            cell.add(ClientFactsReader.client(day, id, fields, person.no(), known));
        }
        int project = fields.number(Path.PROJECT);
        var breakdown = breakdown(day, fields, person, project);
        var unnamed = key == null ? known.get(Persons.unnamed(id)) : null;
        if (unnamed != null) {
            cell.add(facts.unnamed(day, id, breakdown, unnamed.no()));
        }
        if (record.entry().isLate()) {
            cell.add(LATE, breakdown.packed(), 1);
        }
        for (var counted : byType.getOrDefault(type.number(), List.of())) {
            var clause = counted.clause();
            if (clause.counts(fields.shown())) {
                var who = counted.isOfUnnamed() ? unnamed : person;
                var added = new Added(counted, name(counted, fields), day, project);
                add(cell, added, fields, who, breakdown);
                var each = clause.each();
                if (each != null) {
                    for (int code : fields.elements(each.field())) {
                        if (each.has(code)) {
                            add(cell, added.ofElement(code), fields, who, breakdown);
                        }
                    }
                }
            }
        }
    }

    /** A measure with the name, day and funding source under which it is counted. */
    private record Added(Counted counted, String name, long day, int project) {
        Added ofElement(int code) {
            return new Added(counted, Measure.ofElement(name, code), day, project);
        }
    }

    private static void add(
            Cell.Builder cell, Added added, RecordFields fields, Persons.@Nullable Person person, Breakdown breakdown) {
        var clause = added.counted().clause();
        if (added.counted().countsPersons()) {
            person(cell, added, fields, person);
            return;
        }
        AmountCounter.add(cell, added.name(), clause.amount(), fields, breakdown);
        if (clause.withPersons() && person != null) {
            int times = 1;
            while (!cell.persons()
                    .add(Measure.ofPersons(added.name(), times), added.day(), added.project(), person.no())) {
                times++;
            }
        }
    }

    private static void person(Cell.Builder cell, Added added, RecordFields fields, Persons.@Nullable Person person) {
        var clause = added.counted().clause();
        var on = clause.day(fields.shown(), added.day());
        if (person == null || on == null) {
            return;
        }
        var names = new ArrayList<>(List.of(added.name()));
        var split = clause.split();
        if (split != null) {
            names.add(Measure.withCode(added.name(), fields.number(split.field())));
        }
        for (var name : names) {
            (added.counted().isDated() ? cell.dated() : cell.persons()).add(name, on, added.project(), person.no());
        }
    }

    /** Amounts that count for another site than the recording one are stored under a separate name. */
    private static String name(Counted counted, RecordFields fields) {
        var measure = counted.measure().name();
        int about = counted.clause().about();
        return about != 0
                        && fields.shown().get(Path.field(about)) instanceof Value.Text site
                        && !site.equals(fields.shown().get(Path.field(Path.SITE)))
                ? Measure.about(measure, site.value())
                : measure;
    }

    private Breakdown breakdown(long day, RecordFields fields, Persons.@Nullable Person person, int project) {
        var known = person == null ? new Persons.Facts(0, 0, false) : person.facts();
        int sex = known.sex() != 0 ? known.sex() : (int) fields.number("sex", unknownSex);
        int band = ageBands.of(known.birthYear(), LocalDate.ofEpochDay(day).getYear());
        int age = band != ageBands.unknown() ? band : (int) fields.number("age_band", band);
        var coded = codedFields.getOrDefault(fields.type().number(), new Coded(0, 0));
        return new Breakdown(sex, age, fields.number(coded.way()), project, fields.number(coded.item()));
    }
}
