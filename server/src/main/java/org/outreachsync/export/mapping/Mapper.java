package org.outreachsync.export.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.DataValueSet;
import org.outreachsync.export.dhis2.Group;
import org.outreachsync.export.dhis2.PeriodType;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.dhis2.UnsendableException;
import org.outreachsync.export.mapping.Mapping.Form;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/**
 * Puts the figures of an export into the cells of DHIS2. A cell whose figure is not told to recipients is withdrawn, as
 * it may have been sent before. A figure without a place stops the export.
 */
public final class Mapper {

    private final Mapping mapping;
    private final ExportTable table;
    private final Set<String> missing = new LinkedHashSet<>();
    private final Map<Area, SortedMap<Cell.Key, OptionalInt>> filled = new LinkedHashMap<>();

    private Mapper(Mapping mapping, ExportTable table) {
        this.mapping = mapping;
        this.table = table;
    }

    /** Maps an export. */
    public static Mapped map(Mapping mapping, ExportTable table) {
        return new Mapper(mapping, table).map();
    }

    private Mapped map() {
        var code = table.head().dataSet();
        var form = mapping.dataSets().get(code);
        if (form == null) {
            return new Mapped.Incomplete(List.of("the data set " + code));
        }
        var period = table.head().period();
        if (PeriodType.of(period).isEmpty()) {
            missing.add("a form for the period " + period.text() + ": DHIS2 has none of that length");
        }
        var rules = mapping.rules().stream()
                .filter(rule -> rule.dataSet().equals(code))
                .toList();
        var sent = rules.stream().map(Rule::indicator).collect(Collectors.toSet());
        table.definitions().stream()
                .map(Definition::code)
                .filter(indicator -> !sent.contains(indicator))
                .forEach(indicator -> missing.add("the indicator " + indicator));
        rules.forEach(this::apply);
        return missing.isEmpty() ? complete(form) : new Mapped.Incomplete(List.copyOf(missing));
    }

    private Mapped complete(Form form) {
        try {
            var pushes = new ArrayList<Push>();
            filled.forEach((area, cells) -> pushes.add(
                    push(form, Objects.requireNonNull(mapping.orgUnits().get(area)), cells)));
            return new Mapped.Complete(pushes);
        } catch (UnsendableException mixed) {
            return new Mapped.Incomplete(List.of("cells that DHIS2 can take together: " + mixed.getMessage()));
        }
    }

    private void apply(Rule rule) {
        var byArea = new LinkedHashMap<Area, Map<SortedMap<Dimension, String>, Line>>();
        for (var line : table.lines()) {
            if (line.definition().code().equals(rule.indicator())
                    && line.groups().keySet().equals(rule.by())
                    && table.isOfWholePeriod(line)) {
                byArea.computeIfAbsent(line.area(), unseen -> new LinkedHashMap<>())
                        .put(line.groups(), line);
            }
        }
        if (byArea.isEmpty()) {
            missing.add("the breakdown of " + rule.indicator() + " by " + words(rule.by()) + " in the data set");
        }
        byArea.forEach((area, lines) -> {
            if (!mapping.orgUnits().containsKey(area)) {
                missing.add("the org unit of " + area);
            }
            lines.values().forEach(line -> checkGroup(rule, line));
            fill(rule, area, lines);
        });
    }

    private void checkGroup(Rule rule, Line line) {
        if (!rule.cells().containsKey(line.groups()) && !rule.leavesOut(line.groups())) {
            missing.add("a cell for " + rule.indicator() + " of " + words(line.groups()));
        } else if (rule.part() == Part.DENOMINATOR && line.definition().denominator() == null) {
            missing.add("the denominator of " + rule.indicator() + ": it has none");
        }
    }

    /** Fills the cells of a rule. A code that is not in use any more has no line, and adds nothing to its cell. */
    private void fill(Rule rule, Area area, Map<SortedMap<Dimension, String>, Line> lines) {
        var groupsOf = new TreeMap<Cell.Key, List<SortedMap<Dimension, String>>>();
        rule.cells()
                .forEach((groups, key) -> groupsOf.computeIfAbsent(key, unseen -> new ArrayList<>())
                        .add(groups));
        var cells = filled.computeIfAbsent(area, unseen -> new TreeMap<>());
        groupsOf.forEach((key, groups) -> {
            var there = groups.stream().filter(lines::containsKey).toList();
            if (there.isEmpty()) {
                missing.add("lines of " + rule.indicator() + " for "
                        + groups.stream().map(Mapper::words).sorted().collect(Collectors.joining(" and ")));
            } else if (cells.containsKey(key)) {
                missing.add("a cell of its own for " + rule.indicator() + " at " + area + ": two figures go to " + key);
            } else {
                cells.put(key, sum(there.stream().map(lines::get).toList(), rule.part(), area));
            }
        });
    }

    /** The sum of what is told; nothing if a part of it is not told. */
    private OptionalInt sum(List<Line> lines, Part part, Area area) {
        long sum = 0;
        for (var line : lines) {
            var number = Line.number(told(line, part));
            if (number == null) {
                return OptionalInt.empty();
            }
            sum = number > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + number;
        }
        if (sum > Integer.MAX_VALUE) {
            missing.add("a cell that can hold " + sum + ", at " + area);
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) sum);
    }

    private static @Nullable Told told(Line line, Part part) {
        var denominator = line.denominator();
        return part == Part.NUMERATOR ? line.numerator() : denominator == null ? null : denominator.told();
    }

    private Push push(Form form, Uid orgUnit, SortedMap<Cell.Key, OptionalInt> cells) {
        var group = new Group(form.dataSet(), orgUnit, table.head().period(), form.attributeOptionCombo());
        var figures = new ArrayList<Cell>();
        var withdrawn = new TreeSet<Cell.Key>();
        cells.forEach((key, figure) ->
                figure.ifPresentOrElse(value -> figures.add(new Cell(key, value)), () -> withdrawn.add(key)));
        return new Push(
                group, figures.isEmpty() ? null : DataValueSet.of(group, mapping.defaultCombo(), figures), withdrawn);
    }

    private static String words(Set<Dimension> breakdown) {
        return breakdown.isEmpty()
                ? "nothing"
                : breakdown.stream().map(Dimension::word).collect(Collectors.joining(" and "));
    }

    private static String words(SortedMap<Dimension, String> groups) {
        return groups.isEmpty()
                ? "everybody"
                : groups.entrySet().stream()
                        .map(group -> group.getKey().word() + " " + group.getValue())
                        .collect(Collectors.joining(", "));
    }
}
