package org.outreachsync.export.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.outreachsync.disclosure.Attack;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Policy;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Relation;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.disclosure.Table;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.safety.Family;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities.Raised;

/**
 * A recipient who keeps every export of every destination, knows from which state of the logs each figure is, all
 * relations in each state, and of each count whether records came in or were taken out between two states. Shares
 * nothing with the search but the relations within one state.
 */
final class AllReleases {

    /** Stands for a change of 0, so that changes can be less. */
    private static final long ZERO = 1_000;

    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final List<Relation> relations = new ArrayList<>();
    private final Map<String, List<Relation>> relationsOf = new HashMap<>();
    private final Map<String, Range> known = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<String, Cell> smallChanges = new LinkedHashMap<>();

    private static String at(int state, String cell) {
        return state + ": " + cell;
    }

    /** Adds what was counted for a state, by all destinations together. */
    void state(int state, List<CountedTable> tables, SafetyTable.Programme programme) {
        var related = new SafetyTable(ProgrammeExports.SENSITIVITIES, Raised.NOTHING, programme);
        tables.forEach(related::add);
        for (var table : related.build(List.of()).map(Family::table).toList()) {
            table.cells().forEach(cell -> add(state, cell));
            table.namedRelations()
                    .forEach(relation -> relate(new Relation(
                            relation.wholes().stream()
                                    .map(name -> at(state, name))
                                    .toList(),
                            relation.parts().stream()
                                    .map(name -> at(state, name))
                                    .toList(),
                            relation.isEqual())));
        }
        for (int earlier = 0; earlier < state; earlier++) {
            for (var cell : List.copyOf(cells.values())) {
                if (cell.name().startsWith(at(state, ""))) {
                    var before = cells.get(
                            at(earlier, cell.name().substring(at(state, "").length())));
                    if (before != null && cell.sensitivity().below() > 0) {
                        pairs.add(new Pair(before, cell));
                    }
                }
            }
        }
    }

    private void add(int state, Cell cell) {
        var name = at(state, cell.name());
        cells.put(name, new Cell(name, cell.value(), cell.sensitivity(), 0, false));
    }

    /** A count of two states. */
    private record Pair(Cell earlier, Cell later) {

        long more() {
            return later.value() - earlier.value();
        }

        String name() {
            return "change of " + earlier.name() + " to " + later.name();
        }
    }

    /** Adds what changed between states. Where nothing was taken out anywhere near, recipients know that, too. */
    void changes() {
        var isTakenOut = new HashSet<String>();
        for (var pair : pairs) {
            if (pair.more() < 0) {
                isTakenOut.addAll(near(pair.later().name()));
            }
        }
        for (var pair : pairs) {
            long more = pair.more();
            var zero = new Cell("zero of " + pair.name(), ZERO, Sensitivity.NONE, 0, false);
            var change = new Cell(pair.name(), ZERO + more, Sensitivity.NONE, 0, false);
            cells.put(zero.name(), zero);
            cells.put(change.name(), change);
            known.put(zero.name(), Range.of(ZERO));
            if (!isTakenOut.contains(pair.later().name())) {
                known.put(change.name(), new Range(ZERO, Cell.VALUE_MAX));
            }
            relate(new Relation(
                    List.of(pair.later().name(), zero.name()),
                    List.of(pair.earlier().name(), change.name()),
                    true));
            if (more != 0 && Math.abs(more) < pair.later().sensitivity().below()) {
                smallChanges.put(change.name(), pair.later());
            }
        }
    }

    private void relate(Relation relation) {
        relations.add(relation);
        for (var name : names(relation)) {
            relationsOf.computeIfAbsent(name, unseen -> new ArrayList<>()).add(relation);
        }
    }

    private static List<String> names(Relation relation) {
        var names = new ArrayList<>(relation.wholes());
        names.addAll(relation.parts());
        return names;
    }

    /** Recipients were told this of a count of a state. */
    void told(int state, String cell, Told told) {
        known.merge(at(state, cell), told.range(), Range::and);
    }

    /** The names of all counts that must not become known: of each state, and of what changed between two. */
    List<String> small() {
        var small = new ArrayList<>(smallChanges.keySet());
        cells.values().stream()
                .filter(cell -> cell.sensitivity().covers(cell.value()))
                .forEach(cell -> small.add(cell.name()));
        return small;
    }

    /**
     * What the recipient finds out about a count.
     *
     * @param isExact whether it becomes known
     * @param isNarrow whether less is open about it than a policy promises
     * @param text for messages
     */
    record Found(boolean isExact, boolean isNarrow, String text) {}

    private Cell cell(String name) {
        return Objects.requireNonNull(cells.get(name), name);
    }

    /** Attacks a cell with a solver. */
    Found attack(String name, Policy policy) {
        var range = range(name);
        var changed = smallChanges.get(name);
        long zero = changed == null ? 0 : ZERO;
        var doubt = policy.doubt(changed == null ? cell(name) : changed);
        long least = range.least() - zero;
        long most = range.most() - zero;
        boolean isNarrow = Math.max(Math.abs(least), Math.abs(most)) < doubt.reach() || most - least < doubt.spread();
        var text = name + " is " + (cell(name).value() - zero) + ", found " + least + " to " + most;
        return new Found(least == most, isNarrow, text);
    }

    private Range range(String cell) {
        var near = near(cell);
        var builder = Table.builder();
        cells.values().stream().filter(one -> near.contains(one.name())).forEach(builder::cell);
        relations.stream()
                .filter(relation -> near.contains(relation.parts().getFirst()))
                .forEach(builder::relation);
        near.forEach(name -> {
            var range = known.get(name);
            if (range != null) {
                builder.known(name, range);
            }
        });
        return new Attack(builder.build(), Map.of()).on(cell);
    }

    private Set<String> near(String cell) {
        var near = new HashSet<String>();
        var open = new ArrayDeque<String>(List.of(cell));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (near.add(next)) {
                relationsOf.getOrDefault(next, List.of()).forEach(relation -> open.addAll(names(relation)));
            }
        }
        return near;
    }
}
