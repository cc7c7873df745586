package org.outreachsync.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts that are made safe together, since they are related: all cells of one export that share persons, and what
 * recipients know from earlier ones.
 */
public final class Table {

    /** The most cells of a table that is made safe; see {@link Release.TooLarge}. */
    public static final int CELLS_MAX = 50_000;

    private final Map<String, Cell> cells;
    private final List<Relation> relations;
    private final Map<String, Range> known;
    private final Companions companions;

    private Table(Map<String, Cell> cells, List<Relation> relations, Map<String, Range> known, Companions companions) {
        this.cells = cells;
        this.relations = relations;
        this.known = known;
        this.companions = companions;
    }

    /** An empty table to fill. */
    public static Builder builder() {
        return new Builder();
    }

    /** The cells by name, in the order in which they were added. */
    public Map<String, Cell> cells() {
        return cells;
    }

    /** What holds between them. */
    public List<Relation> relations() {
        return relations;
    }

    /** What recipients know of a cell before they get this table. */
    public Range known(String cell) {
        return known.getOrDefault(cell, Range.ANY);
    }

    /** Which cells may count the same person. */
    Companions companions() {
        return companions;
    }

    /** Fills a table. Cells come before the relations that name them. */
    public static final class Builder {

        private final Map<String, Cell> cells = new LinkedHashMap<>();
        private final List<Relation> relations = new ArrayList<>();
        private final Map<String, Range> known = new HashMap<>();
        private Companions companions = Companions.NONE;

        private Builder() {}

        /**
         * Adds a cell.
         *
         * @throws IllegalArgumentException when the name is taken
         */
        public Builder cell(Cell cell) {
            if (cells.putIfAbsent(cell.name(), cell) != null) {
                throw new IllegalArgumentException("two cells are called " + cell.name());
            }
            return this;
        }

        /**
         * Adds what everybody knows to hold between cells.
         *
         * @throws IllegalArgumentException when the true counts contradict it, or it names a cell twice or one that is
         *     not there
         */
        public Builder relation(Relation relation) {
            long wholes = sum(relation.wholes());
            long parts = sum(relation.parts());
            if (relation.isEqual() ? wholes != parts : wholes > parts) {
                throw new IllegalArgumentException("the counts contradict " + relation);
            }
            var named = new ArrayList<>(relation.wholes());
            named.addAll(relation.parts());
            if (named.stream().distinct().count() != named.size()) {
                throw new IllegalArgumentException("a cell stands twice in " + relation);
            }
            relations.add(relation);
            return this;
        }

        /**
         * Recipients know this of a cell, such as from an earlier release.
         *
         * @throws IllegalArgumentException when the true count contradicts it
         */
        public Builder known(String cell, Range range) {
            if (!range.has(named(cell).value())) {
                throw new IllegalArgumentException("the count of " + cell + " is not in " + range);
            }
            known.merge(cell, range, Range::and);
            return this;
        }

        /** Tells which cells may count the same person, to be faster. Names that are not in the table are ignored. */
        public Builder companions(Companions some) {
            companions = some;
            return this;
        }

        /** The table. */
        public Table build() {
            return new Table(new LinkedHashMap<>(cells), List.copyOf(relations), Map.copyOf(known), companions);
        }

        private long sum(List<String> names) {
            return names.stream().mapToLong(name -> named(name).value()).sum();
        }

        private Cell named(String name) {
            var cell = cells.get(name);
            if (cell == null) {
                throw new IllegalArgumentException("no cell is called " + name);
            }
            return cell;
        }
    }
}
