package org.outreachsync.indicator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Measure.Amount;
import org.outreachsync.indicator.catalogue.Measure.Clause;
import org.outreachsync.indicator.catalogue.Measure.Each;
import org.outreachsync.indicator.catalogue.Measure.Split;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.ValueKind;
import org.outreachsync.yaml.Yaml;

/** Reads measures. */
final class MeasureReader {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");
    private static final Set<String> COUNTED = Set.of("persons", "unnamed", "events", "sum", "items", "level", "days");
    private static final String SUBSTANCES = "substance";
    private static final Set<String> WORDS = Set.of(
            "persons", "unnamed", "events", "sum", "items", "level", "days", "of", "from", "to", "where", "on", "each",
            "with", "about", "split");

    private final Fields fields;
    private final ConditionReader conditions;

    MeasureReader(Fields fields) {
        this.fields = fields;
        this.conditions = new ConditionReader(fields);
    }

    Measure read(String name, Yaml yaml) {
        if (!NAME.matcher(name).matches()) {
            throw yaml.wrong("a measure's name is capitals, digits and underscores, not " + name);
        }
        var clauses = yaml.items().stream().map(this::clause).toList();
        if (clauses.isEmpty()) {
            throw yaml.wrong("the measure counts nothing");
        }
        var measure = new Measure(name, clauses);
        if (measure.countsPersons() && clauses.stream().anyMatch(clause -> !isOfPersons(clause.amount()))) {
            throw yaml.wrong("the measure mixes persons with what adds up");
        }
        if (measure.isLevel() && clauses.size() > 1) {
            throw yaml.wrong("a level is of one number");
        }
        if (!measure.countsPersons() && measure.isDated()) {
            throw yaml.wrong("only persons may count on another day");
        }
        if (measure.countsPersons() ? measure.isAbout() : clauses.stream().anyMatch(clause -> clause.split() != null)) {
            throw yaml.wrong(
                    "what adds up may count for another site, and persons may be split; not the other way round");
        }
        return measure;
    }

    private static boolean isOfPersons(Amount amount) {
        return amount instanceof Amount.Persons || amount instanceof Amount.Unnamed;
    }

    private Clause clause(Yaml yaml) {
        var entries = yaml.entries(WORDS);
        var counted = entries.names().stream().filter(COUNTED::contains).toList();
        if (counted.size() != 1) {
            throw yaml.wrong("exactly one thing to count is expected", COUNTED);
        }
        var word = counted.getFirst();
        var subject = entries.need(word);
        var path = List.of(subject.text().split("\\.", -1));
        var type = fields.type(subject, path.getFirst());
        var where = new ArrayList<Condition>();
        var wanted = entries.get("where");
        if (wanted != null) {
            wanted.items().forEach(item -> where.add(conditions.read(item, type)));
        }
        var day = entries.get("on");
        int on = day == null
                ? 0
                : Fields.field(day, type, day.text(), ValueKind.DAY).number();
        if (on != 0 && entries.has("each")) {
            throw yaml.wrong("what counts on another day is not counted by the elements of a set");
        }
        var amount = amount(word, subject, type, path, entries);
        var site = entries.get("about");
        int about = site == null
                ? 0
                : Fields.field(site, type, site.text(), ValueKind.SITE).number();
        boolean isWithPersons = isWithPersons(yaml, entries, type, amount);
        return new Clause(
                type.number(),
                amount,
                where,
                on,
                each(entries, type),
                isWithPersons,
                about,
                split(type, entries.get("split")));
    }

    private @Nullable Each each(Yaml.Entries entries, RecordType type) {
        var each = entries.get("each");
        if (each == null) {
            return null;
        }
        var words = each.text().strip().split("\\s+", 2);
        var field = Fields.field(each, type, words[0]);
        var list = field.codeList();
        if (list == null || !list.equals(SUBSTANCES)) {
            throw each.wrong(field.name() + " is no set of substances");
        }
        return new Each(field.number(), list, words.length == 1 ? Set.of() : fields.codesOf(each, field, words[1]));
    }

    private static boolean isWithPersons(Yaml yaml, Yaml.Entries entries, RecordType type, Amount amount) {
        var with = entries.get("with");
        if (with == null) {
            return false;
        }
        if (!with.text().equals("persons") || !(amount instanceof Amount.Events) || !type.has(RecordType.OWN_CLIENT)) {
            throw yaml.wrong("only events of clients are counted with persons");
        }
        return true;
    }

    private static @Nullable Split split(RecordType type, @Nullable Yaml at) {
        if (at == null) {
            return null;
        }
        var field = Fields.field(at, type, at.text(), ValueKind.CODE);
        var list = field.codeList();
        return list == null ? null : new Split(field.number(), list);
    }

    private Amount amount(String word, Yaml at, RecordType type, List<String> path, Yaml.Entries entries) {
        return switch (word) {
            case "persons" -> persons(at, type, new Amount.Persons());
            case "unnamed" -> persons(at, type, new Amount.Unnamed());
            case "events" -> new Amount.Events();
            case "sum" -> sum(at, type, path, entries);
            case "level" ->
                new Amount.Level(
                        Fields.field(at, type, path.getLast(), ValueKind.COUNT).number());
            case "items" -> {
                var field = Fields.field(at, type, path.getLast());
                var of = entries.need("of");
                yield new Amount.Items(field.number(), fields.codesOf(of, field, of.text()));
            }
            default -> new Amount.Days(day(type, entries, "from"), day(type, entries, "to"));
        };
    }

    private static Amount persons(Yaml at, RecordType type, Amount amount) {
        if (!type.has(RecordType.OWN_CLIENT)) {
            throw at.wrong(type.name() + " has no client");
        }
        return amount;
    }

    private static int day(RecordType type, Yaml.Entries entries, String name) {
        var field = entries.need(name);
        return Fields.field(field, type, field.text(), ValueKind.DAY).number();
    }

    private Amount sum(Yaml at, RecordType type, List<String> path, Yaml.Entries entries) {
        if (path.size() == 2) {
            return new Amount.Sum(
                    Fields.field(at, type, path.getLast(), ValueKind.COUNT).number());
        }
        if (path.size() != 3) {
            throw at.wrong("a sum is of Type.field or of Type.lines.part");
        }
        var lines = Fields.lines(at, type, path.get(1));
        var of = entries.need("of");
        return new Amount.Lines(
                lines.number(),
                Fields.part(at, lines, path.get(2)).number(),
                fields.codesOfLines(of, lines, of.text()));
    }
}
