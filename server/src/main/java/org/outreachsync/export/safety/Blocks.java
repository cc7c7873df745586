package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Cells that have something in common, in flat arrays: by the first cell of each block, then by cell. */
final class Blocks {

    private final Numbering numbering = new Numbering();
    private final int[] starts;
    private final int[] cells;

    /**
     * Of these cells, in their order.
     *
     * @param common gives what cells of one block have in common
     */
    Blocks(int[] all, IntToLongFunction common) {
        var blockOf = new int[all.length];
        for (int at = 0; at < all.length; at++) {
            blockOf[at] = numbering.of(common.applyAsLong(all[at]));
        }
        this.starts = new int[numbering.size() + 1];
        for (int block : blockOf) {
            starts[block + 1]++;
        }
        for (int block = 0; block < numbering.size(); block++) {
            starts[block + 1] += starts[block];
        }
        this.cells = new int[all.length];
        int[] next = starts.clone();
        for (int at = 0; at < all.length; at++) {
            cells[next[blockOf[at]]++] = all[at];
        }
    }

    int count() {
        return numbering.size();
    }

    /** What the cells of a block have in common. */
    long key(int block) {
        return numbering.key(block);
    }

    /** The cells of a block. */
    int[] cells(int block) {
        return Arrays.copyOfRange(cells, starts[block], starts[block + 1]);
    }

    /** The cells that have this in common; empty for none. */
    int[] of(long common) {
        int block = numbering.find(common);
        return block == Numbering.NONE ? new int[0] : cells(block);
    }
}
