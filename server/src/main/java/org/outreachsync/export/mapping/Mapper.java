package org.outreachsync.export.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.DataValueSet;
import org.outreachsync.export.dhis2.Group;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Form;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/**
 * Puts the figures of an export into the cells of DHIS2. What is not told to recipients is not sent, and is withdrawn
 * if it was sent before.
 */
public final class Mapper {

    private final Mapping mapping;
    private final Set<String> missing = new LinkedHashSet<>();
    private final Map<Uid, Map<Cell.Key, Cell>> wanted = new LinkedHashMap<>();
    private final Map<Uid, SortedSet<Cell.Key>> withdrawn = new LinkedHashMap<>();

    private Mapper(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Maps an export. */
    public static Mapped map(Mapping mapping, ExportTable table) {
        return new Mapper(mapping).map(table);
    }

    private Mapped map(ExportTable table) {
        var code = table.head().dataSet();
        var form = mapping.dataSets().get(code);
        var rules = mapping.rules().stream()
                .filter(rule -> rule.dataSet().equals(code))
                .toList();
        if (form == null || rules.isEmpty()) {
            return new Mapped.Incomplete(List.of("the data set " + code));
        }
        var sent = rules.stream().map(Rule::indicator).collect(Collectors.toSet());
        table.definitions().stream()
                .map(definition -> definition.code())
                .filter(indicator -> !sent.contains(indicator))
                .forEach(indicator -> missing.add("the indicator " + indicator));
        for (var rule : rules) {
            apply(rule, table.lines());
        }
        return missing.isEmpty()
                ? new Mapped.Complete(pushes(form, table))
                : new Mapped.Incomplete(List.copyOf(missing));
    }

    private void apply(Rule rule, List<Line> lines) {
        var breakdown = rule.breakdown();
        boolean isThere = false;
        for (var line : lines) {
            boolean isMeant = line.definition().code().equals(rule.indicator())
                    && line.groups().keySet().equals(breakdown);
            if (isMeant) {
                isThere = true;
                apply(rule, line);
            }
        }
        if (!isThere) {
            missing.add("the breakdown of " + rule.indicator() + " by " + words(breakdown) + " in the data set");
        }
    }

    private void apply(Rule rule, Line line) {
        var cell = rule.cells().get(line.groups());
        var orgUnit = mapping.orgUnits().get(line.area());
        if (orgUnit == null) {
            missing.add("the org unit of " + line.area());
        }
        if (cell == null) {
            missing.add("a cell for " + rule.indicator() + " of " + groups(line.groups()));
        }
        if (cell != null && orgUnit != null) {
            put(orgUnit, cell, told(line, rule.part()), line.area());
        }
    }

    private static @Nullable Told told(Line line, Part part) {
        var denominator = line.denominator();
        return part == Part.NUMERATOR ? line.numerator() : denominator == null ? null : denominator.told();
    }

    private void put(Uid orgUnit, Cell.Key key, @Nullable Told told, Area area) {
        var number = Line.number(told);
        var cells = wanted.computeIfAbsent(orgUnit, unseen -> new TreeMap<>());
        var away = withdrawn.computeIfAbsent(orgUnit, unseen -> new TreeSet<>());
        if (cells.containsKey(key) || away.contains(key)) {
            missing.add("a cell of its own for " + area + ": two figures go to " + key);
        } else if (number == null) {
            away.add(key);
        } else if (number > Integer.MAX_VALUE) {
            missing.add("a cell that can hold " + number + ", at " + area);
        } else {
            cells.put(key, new Cell(key, number.intValue()));
        }
    }

    private List<Push> pushes(Form form, ExportTable table) {
        var pushes = new ArrayList<Push>();
        wanted.forEach((orgUnit, cells) -> {
            var group = new Group(form.dataSet(), orgUnit, table.head().period().named(), form.attributeOptionCombo());
            var figures = cells.isEmpty()
                    ? null
                    : new DataValueSet(group, mapping.defaultCombo(), List.copyOf(cells.values()));
            pushes.add(new Push(group, figures, withdrawn.getOrDefault(orgUnit, new TreeSet<>())));
        });
        return pushes;
    }

    private static String words(Set<Dimension> breakdown) {
        return breakdown.isEmpty()
                ? "nothing"
                : breakdown.stream().map(Dimension::word).collect(Collectors.joining(" and "));
    }

    private static String groups(SortedMap<Dimension, String> groups) {
        return groups.isEmpty()
                ? "everybody"
                : groups.entrySet().stream()
                        .map(group -> group.getKey().word() + " " + group.getValue())
                        .collect(Collectors.joining(", "));
    }
}
