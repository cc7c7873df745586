package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Companions;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Relation;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.disclosure.Table;

/** Collects cells, and the relations between them that hold. */
final class Cells {

    private final Map<CellKey, One> byKey = new LinkedHashMap<>();
    private final Map<String, Cell> byName = new LinkedHashMap<>();
    private final List<Relation> relations = new ArrayList<>();
    private final Map<String, Range> known = new HashMap<>();
    private final Map<String, Rest> rests = new HashMap<>();
    private final Set<String> changes = new HashSet<>();

    /**
     * A cell.
     *
     * @param key which count it is
     * @param quantity what is counted
     * @param value the count
     */
    record One(CellKey key, Quantity quantity, long value) {

        String name() {
            return key.name();
        }
    }

    /**
     * Whose count those are who are left over.
     *
     * @param whole the name of the denominator
     * @param part the name of the numerator
     */
    record Rest(String whole, String part) {}

    /** Adds a cell that recipients are to get, or that is known from an earlier export. */
    void add(One one, Sensitivity sensitivity, int rank, boolean isTold) {
        if (byKey.putIfAbsent(one.key(), one) == null) {
            byName.put(one.name(), new Cell(one.name(), one.value(), sensitivity, rank, isTold));
        }
    }

    /** Adds the count of those left over, which recipients can only work out. */
    void addRest(Cell rest, String whole, String part) {
        byName.putIfAbsent(rest.name(), rest);
        rests.put(rest.name(), new Rest(whole, part));
    }

    /** Adds the count of what changed since an earlier export, which recipients can only work out. */
    void addChange(Cell change) {
        byName.putIfAbsent(change.name(), change);
        changes.add(change.name());
    }

    /** Those left over, by the names of their cells. */
    Map<String, Rest> rests() {
        return rests;
    }

    /** The names of all changes since earlier exports. */
    Set<String> namesOfChanges() {
        return changes;
    }

    /** Whether there is a cell of this name. */
    boolean has(String name) {
        return byName.containsKey(name);
    }

    long value(String name) {
        var cell = byName.get(name);
        return cell == null ? 0 : cell.value();
    }

    @Nullable
    One get(CellKey key) {
        return byKey.get(key);
    }

    Collection<One> all() {
        return List.copyOf(byKey.values());
    }

    /** The cells that have something in common, in order. */
    <T> Map<T, List<One>> by(Function<One, T> common) {
        return all().stream()
                .collect(Collectors.groupingBy(common, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    /** The parts add up to the whole. What does not hold is left out: nobody can know it. */
    void sum(String whole, List<String> parts) {
        if (!parts.isEmpty() && value(whole) == sum(parts)) {
            relations.add(Relation.sum(whole, parts));
        }
    }

    /** Two lists of cells have the same sum. */
    void same(List<String> ones, List<String> others) {
        if (sum(ones) == sum(others)) {
            relations.add(new Relation(ones, others, true));
        }
    }

    /** The parts are at most the whole together. */
    void within(List<String> parts, String whole) {
        if (!parts.isEmpty() && sum(parts) <= value(whole)) {
            relations.add(new Relation(parts, List.of(whole), false));
        }
    }

    /** The whole is at most its parts together. */
    void cover(String whole, List<String> parts) {
        if (value(whole) <= sum(parts)) {
            relations.add(Relation.cover(whole, parts));
        }
    }

    /** Adds a relation that holds. */
    void add(Relation relation) {
        relations.add(relation);
    }

    /** Recipients know this of a cell. */
    void known(String name, Range range) {
        known.merge(name, range, Range::and);
    }

    /**
     * The tables: cells that no relation connects are in different ones.
     *
     * @param companions which cells may count the same person
     */
    List<Table> tables(Companions companions) {
        var groups = new Groups(byName.keySet());
        for (var relation : relations) {
            var names = Stream.concat(relation.wholes().stream(), relation.parts().stream())
                    .toList();
            names.forEach(name -> groups.join(names.getFirst(), name));
        }
        var builders = new LinkedHashMap<String, Table.Builder>();
        byName.forEach((name, cell) -> builders.computeIfAbsent(groups.of(name), first -> Table.builder())
                .cell(cell));
        relations.forEach(relation ->
                builder(builders, groups, relation.parts().getFirst()).relation(relation));
        known.forEach((name, range) -> builder(builders, groups, name).known(name, range));
        return builders.values().stream()
                .map(builder -> builder.companions(companions).build())
                .toList();
    }

    private static Table.Builder builder(Map<String, Table.Builder> builders, Groups groups, String name) {
        return Objects.requireNonNull(builders.get(groups.of(name)), name);
    }

    /** Disjoint sets of names. */
    private static final class Groups {

        private final Map<String, String> parents = new HashMap<>();

        Groups(Collection<String> names) {
            names.forEach(name -> parents.put(name, name));
        }

        /** The name that stands for the set of a name. */
        String of(String name) {
            var found = name;
            for (var parent = parent(found); !parent.equals(found); parent = parent(found)) {
                parents.put(found, parent(parent));
                found = parent;
            }
            return found;
        }

        void join(String one, String other) {
            parents.put(of(other), of(one));
        }

        private String parent(String name) {
            return Objects.requireNonNull(parents.get(name), name);
        }
    }

    private long sum(List<String> names) {
        return names.stream().mapToLong(this::value).sum();
    }
}
