package org.outreachsync.disclosure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table as recipients see it: for each cell what it can be, and what holds between them. Cells are numbered. */
final class Knowledge {

    private static final int RANK_FACTOR = 8;
    private static final long COST = 1_000;

    private final List<Cell> cells;
    private final Link[] links;
    private final int[][] linksOf;
    private final long[] slacks;
    private final Range[] ranges;
    private final Range[] known;
    private final boolean[] mayLeaveOut;

    /**
     * A relation by numbers of cells: the signed sum is 0, or at least 0.
     *
     * @param cells the cells
     * @param signs 1 for a part and -1 for a whole
     */
    record Link(int[] cells, int[] signs, boolean isEqual) {

        /** The sign of a cell that stands in it. */
        int sign(int cell) {
            int at = 0;
            while (cells[at] != cell) {
                at++;
            }
            return signs[at];
        }

        boolean holds(long sum) {
            return isEqual ? sum == 0 : sum >= 0;
        }
    }

    Knowledge(Table table, Map<String, Told> told) {
        this.cells = List.copyOf(table.cells().values());
        var numbers = new HashMap<String, Integer>();
        cells.forEach(cell -> numbers.put(cell.name(), numbers.size()));
        this.links = table.relations().stream()
                .map(relation -> link(relation, numbers))
                .toArray(Link[]::new);
        this.linksOf = linksOf(links, cells.size());
        this.slacks = Arrays.stream(links).mapToLong(this::sum).toArray();
        this.ranges = new Range[cells.size()];
        this.known = new Range[cells.size()];
        this.mayLeaveOut = new boolean[cells.size()];
        for (int cell = 0; cell < cells.size(); cell++) {
            known[cell] = table.known(cells.get(cell).name());
            tell(cell, told.getOrDefault(cells.get(cell).name(), new Told.LeftOut()));
        }
    }

    private static Link link(Relation relation, Map<String, Integer> numbers) {
        int wholes = relation.wholes().size();
        var named = new int[wholes + relation.parts().size()];
        var signs = new int[named.length];
        for (int at = 0; at < named.length; at++) {
            boolean isWhole = at < wholes;
            var name = isWhole ? relation.wholes().get(at) : relation.parts().get(at - wholes);
            named[at] = numbers.get(name);
            signs[at] = isWhole ? -1 : 1;
        }
        return new Link(named, signs, relation.isEqual());
    }

    private long sum(Link link) {
        long sum = 0;
        for (int at = 0; at < link.cells().length; at++) {
            sum += link.signs()[at] * value(link.cells()[at]);
        }
        return sum;
    }

    private static int[][] linksOf(Link[] links, int cells) {
        var counts = new int[cells];
        for (var link : links) {
            for (int cell : link.cells()) {
                counts[cell]++;
            }
        }
        var linksOf = new int[cells][];
        Arrays.setAll(linksOf, cell -> new int[counts[cell]]);
        for (int number = links.length - 1; number >= 0; number--) {
            for (int cell : links[number].cells()) {
                linksOf[cell][--counts[cell]] = number;
            }
        }
        return linksOf;
    }

    /** From now on recipients get this of the cell. */
    void tell(int cell, Told told) {
        ranges[cell] = told.range().and(known[cell]);
        mayLeaveOut[cell] = !(told instanceof Told.LeftOut) && !ranges[cell].equals(known[cell]);
    }

    List<Cell> cells() {
        return cells;
    }

    long value(int cell) {
        return cells.get(cell).value();
    }

    Link link(int number) {
        return links[number];
    }

    /** The signed sum of a relation by the true counts. */
    long slack(int number) {
        return slacks[number];
    }

    int[] linksOf(int cell) {
        return linksOf[cell];
    }

    /** What recipients hold possible. */
    Range range(int cell) {
        return ranges[cell];
    }

    /** Whether leaving the cell out would keep anything from them. */
    boolean mayLeaveOut(int cell) {
        return mayLeaveOut[cell];
    }

    /** What they would hold possible if the cell were left out. */
    Range widest(int cell) {
        return mayLeaveOut[cell] ? known[cell] : ranges[cell];
    }

    /** What is lost when the cell is left out. */
    long cost(int cell) {
        var left = cells.get(cell);
        return COST * (long) Math.pow(RANK_FACTOR, left.rank()) + Math.min(left.value(), COST - 1);
    }
}
