package org.outreachsync.disclosure;

/**
 * The relations of a table as a search needs them: the cells of each, and the relations of each cell, with signs. A
 * relation holds when the signed sum of its cells is 0, or at least 0.
 */
final class Links {

    private final Relations relations;
    private final Relations.Index index;
    private final byte[] signs;
    private final byte[] signsOf;
    private final boolean[] isEqual;
    private final boolean areAllEqual;
    private final long[] sums;

    /**
     * The relations of a table.
     *
     * @param values the true counts by number
     */
    Links(Relations relations, long[] values) {
        int count = relations.count();
        this.relations = relations;
        this.index = relations.index(values.length);
        this.isEqual = new boolean[count];
        this.sums = new long[count];
        this.signs = new byte[relations.start(count)];
        this.signsOf = new byte[relations.start(count)];
        var next = new int[values.length];
        boolean areAll = true;
        for (int link = 0; link < count; link++) {
            isEqual[link] = relations.isEqual(link);
            areAll &= isEqual[link];
            for (int at = relations.start(link); at < relations.start(link + 1); at++) {
                int cell = relations.cell(at);
                signs[at] = (byte) (at < relations.middle(link) ? -1 : 1);
                signsOf[index.start(cell) + next[cell]++] = signs[at];
                sums[link] += signs[at] * values[cell];
            }
        }
        this.areAllEqual = areAll;
    }

    int count() {
        return isEqual.length;
    }

    /** Where the cells of a relation begin; they end where those of the next begin. */
    int start(int link) {
        return relations.start(link);
    }

    int cell(int at) {
        return relations.cell(at);
    }

    /** 1 for a part and -1 for a whole. */
    int sign(int at) {
        return signs[at];
    }

    /** Where the relations of a cell begin; they end where those of the next begin. */
    int startOf(int cell) {
        return index.start(cell);
    }

    int linkOf(int at) {
        return index.relation(at);
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
