package org.outreachsync.disclosure;

import java.util.List;
import java.util.Map;

/**
 * The relations of a table by numbers, in flat arrays: the cells of each, and the relations of each cell. A relation
 * holds when the signed sum of its cells is 0, or at least 0.
 */
final class Links {

    private final int[] starts;
    private final int[] cells;
    private final int[] signs;
    private final boolean[] isEqual;
    private final boolean areAllEqual;
    private final long[] sums;
    private final int[] startsOf;
    private final int[] linksOf;
    private final int[] signsOf;

    /**
     * The relations of a table.
     *
     * @param numbers of the cells by name
     * @param values the true counts by number
     */
    Links(List<Relation> relations, Map<String, Integer> numbers, long[] values) {
        int count = relations.size();
        this.starts = new int[count + 1];
        this.isEqual = new boolean[count];
        for (int link = 0; link < count; link++) {
            var relation = relations.get(link);
            isEqual[link] = relation.isEqual();
            starts[link + 1] =
                    starts[link] + relation.wholes().size() + relation.parts().size();
        }
        this.areAllEqual = relations.stream().allMatch(Relation::isEqual);
        this.cells = new int[starts[count]];
        this.signs = new int[starts[count]];
        for (int link = 0; link < count; link++) {
            int at = starts[link];
            for (var whole : relations.get(link).wholes()) {
                cells[at] = numbers.getOrDefault(whole, -1);
                signs[at++] = -1;
            }
            for (var part : relations.get(link).parts()) {
                cells[at] = numbers.getOrDefault(part, -1);
                signs[at++] = 1;
            }
        }
        this.sums = new long[count];
        this.startsOf = startsOf(values.length);
        this.linksOf = new int[cells.length];
        this.signsOf = new int[cells.length];
        int[] next = startsOf.clone();
        for (int link = 0; link < count; link++) {
            for (int at = starts[link]; at < starts[link + 1]; at++) {
                int slot = next[cells[at]]++;
                linksOf[slot] = link;
                signsOf[slot] = signs[at];
                sums[link] += signs[at] * values[cells[at]];
            }
        }
    }

    private int[] startsOf(int count) {
        var all = new int[count + 1];
        for (int cell : cells) {
            all[cell + 1]++;
        }
        for (int cell = 0; cell < count; cell++) {
            all[cell + 1] += all[cell];
        }
        return all;
    }

    int count() {
        return isEqual.length;
    }

    /** Where the cells of a relation begin; they end where those of the next begin. */
    int start(int link) {
        return starts[link];
    }

    int cell(int at) {
        return cells[at];
    }

    /** 1 for a part and -1 for a whole. */
    int sign(int at) {
        return signs[at];
    }

    /** Where the relations of a cell begin; they end where those of the next begin. */
    int startOf(int cell) {
        return startsOf[cell];
    }

    int linkOf(int at) {
        return linksOf[at];
    }

    /** 1 where the cell is a part of that relation, and -1 where it is a whole. */
    int signOf(int at) {
        return signsOf[at];
    }

    boolean isEqual(int link) {
        return isEqual[link];
    }

    boolean areAllEqual() {
        return areAllEqual;
    }

    /** The signed sums by the true counts. */
    long[] sums() {
        return sums.clone();
    }

    /** The signed sum by the true counts. */
    long sum(int link) {
        return sums[link];
    }

    boolean holds(int link, long sum) {
        return isEqual[link] ? sum == 0 : sum >= 0;
    }
}
