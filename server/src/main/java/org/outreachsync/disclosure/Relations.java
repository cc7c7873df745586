package org.outreachsync.disclosure;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What everybody knows of the numbered cells of a table, in flat arrays: the parts of each relation together are its
 * wholes, or are at least them. An export has millions of members, so each takes four bytes.
 */
public final class Relations {

    private static final int CAPACITY = 16;

    private int count;
    private int[] starts = new int[CAPACITY];
    private int[] middles = new int[CAPACITY];
    private int[] members = new int[CAPACITY];
    private final BitSet areEqual = new BitSet();

    /** How many there are; they are numbered in the order in which they were added. */
    public int count() {
        return count;
    }

    /**
     * Adds a relation.
     *
     * @param wholes the cells whose sum is the one side
     * @param parts the cells whose sum is the other side
     * @param isEqual true: both sums are equal; false: the parts are at least the wholes
     */
    public void add(int[] wholes, int[] parts, boolean isEqual) {
        int start = starts[count];
        int end = start + wholes.length + parts.length;
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            middles = Arrays.copyOf(middles, 2 * middles.length);
        }
        if (end > members.length) {
            members = Arrays.copyOf(members, Math.max(end, 2 * members.length));
        }
        System.arraycopy(wholes, 0, members, start, wholes.length);
        System.arraycopy(parts, 0, members, start + wholes.length, parts.length);
        areEqual.set(count, isEqual);
        middles[count] = start + wholes.length;
        starts[++count] = end;
    }

    /** Where the members of a relation begin, the wholes first; they end where those of the next begin. */
    public int start(int relation) {
        return starts[relation];
    }

    /** Where the parts of a relation begin. */
    public int middle(int relation) {
        return middles[relation];
    }

    /** The cell at a place. */
    public int cell(int at) {
        return members[at];
    }

    /** Whether both sums of a relation are equal. */
    public boolean isEqual(int relation) {
        return areEqual.get(relation);
    }

    /** All relations of each cell. */
    Index index(int cells) {
        return new Index(this, cells);
    }

    /** The relations of each cell, in flat arrays. */
    static final class Index {

        private final int[] starts;
        private final int[] relations;

        private Index(Relations all, int cells) {
            int size = all.starts[all.count];
            starts = new int[cells + 1];
            relations = new int[size];
            for (int at = 0; at < size; at++) {
                starts[all.members[at] + 1]++;
            }
            for (int cell = 0; cell < cells; cell++) {
                starts[cell + 1] += starts[cell];
            }
            int[] next = Arrays.copyOf(starts, cells);
            for (int relation = 0; relation < all.count; relation++) {
                for (int at = all.starts[relation]; at < all.starts[relation + 1]; at++) {
                    relations[next[all.members[at]]++] = relation;
                }
            }
        }

        /** Where the relations of a cell begin; they end where those of the next begin. */
        int start(int cell) {
            return starts[cell];
        }

        /** The relation at a place. */
        int relation(int at) {
            return relations[at];
        }
    }
}
