package org.outreachsync.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Counts that are made safe together, since they are related: all cells of one export that share persons, and what
 * recipients know from earlier ones. Cells are numbered from 0.
 */
public final class Table {

    /** The most cells of a table that is made safe; see {@link Release.TooLarge}. */
    public static final int CELLS_MAX = 500_000;

    private final List<Cell> cells;
    private final List<Range> known;
    private final Relations relations;
    private final Companions companions;

    private Table(List<Cell> cells, List<Range> known, Relations relations, Companions companions) {
        this.cells = cells;
        this.known = known;
        this.relations = relations;
        this.companions = companions;
    }

    /**
     * A table of numbered cells. Nothing that is given may change afterwards.
     *
     * @param cells by number, each with a name of its own
     * @param known what recipients know of each cell before they get this table
     * @param relations what holds between the cells
     * @param companions which cells may count the same person
     * @throws IllegalArgumentException when the true counts contradict what is known or a relation, or a relation has a
     *     cell twice
     */
    public static Table of(List<Cell> cells, List<Range> known, Relations relations, Companions companions) {
        for (int cell = 0; cell < cells.size(); cell++) {
            if (!known.get(cell).has(cells.get(cell).value())) {
                throw new IllegalArgumentException(
                        "the count of " + cells.get(cell).name() + " is not in " + known.get(cell));
            }
        }
        var table = new Table(
                Collections.unmodifiableList(cells), Collections.unmodifiableList(known), relations, companions);
        var lastSeen = new int[cells.size()];
        for (int relation = 0; relation < relations.count(); relation++) {
            table.check(relation, lastSeen);
        }
        return table;
    }

    /** @param lastSeen of each cell, in which relation it was seen last, numbered from 1 */
    private void check(int relation, int[] lastSeen) {
        long sum = 0;
        for (int at = relations.start(relation); at < relations.start(relation + 1); at++) {
            int cell = relations.cell(at);
            sum += (at < relations.middle(relation) ? -1 : 1) * cells.get(cell).value();
            if (lastSeen[cell] == relation + 1) {
                throw new IllegalArgumentException("a cell stands twice in " + named(relation));
            }
            lastSeen[cell] = relation + 1;
        }
        if (relations.isEqual(relation) ? sum != 0 : sum < 0) {
            throw new IllegalArgumentException("the counts contradict " + named(relation));
        }
    }

    /** An empty table to fill by names. */
    public static Builder builder() {
        return new Builder();
    }

    /** The cells by number. */
    public List<Cell> cells() {
        return cells;
    }

    /** What holds between them. */
    public Relations relations() {
        return relations;
    }

    /** What holds between them, with the names of the cells. */
    public List<Relation> namedRelations() {
        return IntStream.range(0, relations.count()).mapToObj(this::named).toList();
    }

    private Relation named(int relation) {
        int middle = relations.middle(relation);
        return new Relation(
                names(relations.start(relation), middle),
                names(middle, relations.start(relation + 1)),
                relations.isEqual(relation));
    }

    private List<String> names(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(at -> cells.get(relations.cell(at)).name())
                .toList();
    }

    /** What recipients know of a cell before they get this table. */
    public Range known(int cell) {
        return known.get(cell);
    }

    /** Which cells may count the same person. */
    Companions companions() {
        return companions;
    }

    /** Fills a table by the names of its cells. Cells come before the relations that name them. */
    public static final class Builder {

        private final List<Cell> cells = new ArrayList<>();
        private final List<Range> known = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<Relation> relations = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a cell.
         *
         * @throws IllegalArgumentException when the name is taken
         */
        public Builder cell(Cell cell) {
            if (numbers.putIfAbsent(cell.name(), cells.size()) != null) {
                throw new IllegalArgumentException("two cells are called " + cell.name());
            }
            cells.add(cell);
            known.add(Range.ANY);
            return this;
        }

        /**
         * Adds what everybody knows to hold between cells.
         *
         * @throws IllegalArgumentException when it names one that is not there
         */
        public Builder relation(Relation relation) {
            relation.wholes().forEach(this::number);
            relation.parts().forEach(this::number);
            relations.add(relation);
            return this;
        }

        /**
         * Recipients know this of a cell, such as from an earlier release.
         *
         * @throws IllegalArgumentException when it is not there
         */
        public Builder known(String cell, Range range) {
            int number = number(cell);
            known.set(number, known.get(number).and(range));
            return this;
        }

        /**
         * The table.
         *
         * @throws IllegalArgumentException as {@link Table#of}
         */
        public Table build() {
            var numbered = new Relations();
            for (var relation : relations) {
                numbered.add(numbers(relation.wholes()), numbers(relation.parts()), relation.isEqual());
            }
            return of(List.copyOf(cells), List.copyOf(known), numbered, Companions.NONE);
        }

        private int[] numbers(List<String> names) {
            return names.stream().mapToInt(this::number).toArray();
        }

        private int number(String name) {
            var number = numbers.get(name);
            if (number == null) {
                throw new IllegalArgumentException("no cell is called " + name);
            }
            return number;
        }
    }
}
