package org.outreachsync.indicator;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.record.RecordEntry;

/** Counts the records of one site and day into a cell. It always counts all of them, so that nothing can drift. */
public final class CellCounter {

    private final Contract contract;
    private final CodeLists codes;
    private final AgeBands ageBands;
    private final Persons persons;
    private final int unknownSex;

    /** Counts records of this contract. */
    public CellCounter(Contract contract, CodeLists codes, Persons persons) {
        this.contract = contract;
        this.codes = codes;
        this.ageBands = new AgeBands(codes);
        this.persons = persons;
        this.unknownSex = unknownSex(codes);
    }

    /** The code for an unknown sex. */
    static int unknownSex(CodeLists codes) {
        var unknown = codes.get("sex").byCode("UNKNOWN");
        return unknown == null ? 0 : unknown.id();
    }

    /** The cell of these records, void ones left out. */
    public Cell count(Collection<RecordEntry> records) {
        var known = persons.of(keys(records));
        var cell = new Cell();
        for (var entry : records) {
            var type = contract.type(entry.state().type());
            if (entry.stands(type)) {
                var key = keyOf(type, entry);
                new Counted(cell, type, entry, key == null ? null : known.get(key)).count();
            }
        }
        return cell;
    }

    private Set<String> keys(Collection<RecordEntry> records) {
        var keys = new HashSet<String>();
        for (var entry : records) {
            var key = keyOf(contract.type(entry.state().type()), entry);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static @Nullable String keyOf(RecordType type, RecordEntry entry) {
        var key = entry.clientKey(type);
        return key == null ? null : HexFormat.of().formatHex(key);
    }

    /** One record on its way into the cell. */
    private final class Counted {

        private final Cell cell;
        private final RecordType type;
        private final Map<Path, Value> shown;
        private final Persons.@Nullable Person person;
        private final int sex;
        private final int ageBand;

        Counted(Cell cell, RecordType type, RecordEntry entry, Persons.@Nullable Person person) {
            this.cell = cell;
            this.type = type;
            this.shown = withoutHidden(entry.state().shown());
            this.person = person;
            var day = entry.day();
            int year = day == null ? 0 : LocalDate.ofEpochDay(day).getYear();
            var facts = person == null ? new Persons.Facts(0, 0) : person.facts();
            this.sex = facts.sex() != 0 ? facts.sex() : (int) number("sex", unknownSex);
            int band = ageBands.of(facts.birthYear(), year);
            this.ageBand = band != ageBands.unknown() ? band : (int) number("age_band", band);
        }

        /** What was written in a line counts only while the line is there. */
        private static Map<Path, Value> withoutHidden(SortedMap<Path, Value> registers) {
            var visible = new TreeMap<>(registers);
            visible.keySet().removeIf(path -> path.sub() != 0 && !registers.containsKey(Path.element(path.field(), path.element())));
            return visible;
        }

        void count() {
            switch (type.name()) {
                case "OutreachContact" -> {
                    sum(Measure.CONTACTS, 1);
                    reach();
                }
                case "NeedleExchange" -> countExchange();
                case "WomenServiceVisit" -> countVisit();
                case "SiteDayTally" -> countTally();
                default -> {}
            }
        }

        private void countExchange() {
            long syringes = 0;
            long needles = 0;
            for (var line : shown.entrySet()) {
                var path = line.getKey();
                if (path.field() != type.field("lines").number() || path.sub() != lineField("lines", "distributed")) {
                    continue;
                }
                if (is(path.element(), "counts_as_syringe")) {
                    syringes += line.getValue().asLong(0);
                } else if (is(path.element(), "counts_as_needle")) {
                    needles += line.getValue().asLong(0);
                }
            }
            sum(Measure.SYRINGES_DISTRIBUTED, syringes);
            sum(Measure.LOOSE_NEEDLES_DISTRIBUTED, needles);
            sum(Measure.SYRINGES_RETURNED, returned());
            if (syringes + needles > 0) {
                person(Measure.PERSONS_NSP);
            }
            reach();
        }

        private long returned() {
            int returnedField = lineField("lines", "returned");
            return shown.entrySet().stream()
                    .filter(line -> line.getKey().field() == type.field("lines").number()
                            && line.getKey().sub() == returnedField
                            && (is(line.getKey().element(), "counts_as_syringe") || is(line.getKey().element(), "counts_as_needle")))
                    .mapToLong(line -> line.getValue().asLong(0))
                    .sum();
        }

        private void countVisit() {
            int field = type.field("services").number();
            long services = shown.keySet().stream().filter(path -> path.field() == field && isForWomen(path.element())).count();
            sum(Measure.WOMEN_VISITS, 1);
            sum(Measure.WOMEN_SERVICES, services);
            if (services > 0) {
                person(Measure.PERSONS_WOMEN_SERVICES);
            }
            reach();
        }

        private void countTally() {
            sum(Measure.CONTACTS, total("contacts"));
            sum(Measure.SYRINGES_RETURNED, total("returned"));
            int pieces = lineField("distributed", "pieces");
            shown.forEach((path, value) -> {
                if (path.field() == type.field("distributed").number() && path.sub() == pieces) {
                    var measure = is(path.element(), "counts_as_syringe") ? Measure.SYRINGES_DISTRIBUTED : Measure.LOOSE_NEEDLES_DISTRIBUTED;
                    if (is(path.element(), "counts_as_syringe") || is(path.element(), "counts_as_needle")) {
                        sum(measure, value.asLong(0));
                    }
                }
            });
        }

        private boolean is(int commodity, String attribute) {
            return codes.get("commodity").hasAttribute(commodity, attribute);
        }

        private boolean isForWomen(int service) {
            var code = codes.get("service").byId(service);
            return code != null && "women".equals(code.attributes().texts().get("group"));
        }

        private int lineField(String lines, String name) {
            return type.field(lines).inLine(name).number();
        }

        private long number(String field, int otherwise) {
            return type.has(field) ? shown.getOrDefault(type.path(field), Value.absent()).asLong(otherwise) : otherwise;
        }

        private long total(String tally) {
            int field = type.field(tally).number();
            return shown.entrySet().stream()
                    .filter(entry -> entry.getKey().field() == field)
                    .mapToLong(entry -> entry.getValue().asLong(0))
                    .sum();
        }

        private void sum(Measure measure, long amount) {
            cell.add(new Cell.Key(measure, sex, ageBand), amount);
        }

        private void reach() {
            person(Measure.PERSONS_REACHED);
        }

        private void person(Measure measure) {
            if (person != null) {
                cell.addPerson(measure, person.no());
            }
        }
    }
}
