package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Relation;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.disclosure.Table;

/** Collects cells, and the relations between them that hold. */
final class Cells {

    private final Map<CellKey, One> byKey = new LinkedHashMap<>();
    private final Map<String, Long> values = new LinkedHashMap<>();
    private final Table.Builder table = Table.builder();

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

    /** Adds a cell that recipients are to get, or that is known from an earlier export. */
    void add(One one, Sensitivity sensitivity, int rank, boolean isTold) {
        if (byKey.putIfAbsent(one.key(), one) == null) {
            add(new Cell(one.name(), one.value(), sensitivity, rank, isTold));
        }
    }

    /** Adds a cell that recipients can only work out. */
    void add(Cell cell) {
        if (values.putIfAbsent(cell.name(), cell.value()) == null) {
            table.cell(cell);
        }
    }

    /** Whether there is a cell of this name. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    long value(String name) {
        return values.getOrDefault(name, 0L);
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
            table.relation(Relation.sum(whole, parts));
        }
    }

    /** Two lists of cells have the same sum. */
    void same(List<String> ones, List<String> others) {
        if (sum(ones) == sum(others)) {
            table.relation(new Relation(ones, others, true));
        }
    }

    /** The parts are at most the whole together. */
    void within(List<String> parts, String whole) {
        if (!parts.isEmpty() && sum(parts) <= value(whole)) {
            table.relation(new Relation(parts, List.of(whole), false));
        }
    }

    /** The whole is at most its parts together. */
    void cover(String whole, List<String> parts) {
        if (value(whole) <= sum(parts)) {
            table.relation(Relation.cover(whole, parts));
        }
    }

    Table.Builder table() {
        return table;
    }

    private long sum(List<String> names) {
        return names.stream().mapToLong(this::value).sum();
    }
}
