package org.outreachsync.disclosure;

import java.util.HashMap;

/**
 * Other tables on a line through the true one: each changes the same cells in the same proportion. Recipients hold
 * those possible from {@link #down} times the opposite changes to {@link #up} times the changes.
 */
final class Proof {

    private final int[] cells;
    private final long[] changes;
    private long up;
    private long down;
    private long upByRelations = -1;
    private long downByRelations = -1;

    /** A line through the true table and that with these changes, none of them 0. */
    Proof(int[] cells, long[] changes) {
        this.cells = cells;
        this.changes = changes;
    }

    int size() {
        return cells.length;
    }

    int cell(int at) {
        return cells[at];
    }

    long change(int at) {
        return changes[at];
    }

    long up() {
        return up;
    }

    long down() {
        return down;
    }

    /** By how much more the cell at a place can be. */
    long more(int at) {
        return changes[at] > 0 ? up * changes[at] : -down * changes[at];
    }

    /** By how much less the cell at a place can be. */
    long less(int at) {
        return changes[at] > 0 ? down * changes[at] : -up * changes[at];
    }

    /** Works out how far the line goes by what recipients know now, at the most so many times the changes. */
    void measure(Knowledge knowledge, long timesMax) {
        up = timesMax;
        down = timesMax;
        for (int at = 0; at < cells.length; at++) {
            int cell = cells[at];
            long size = Math.abs(changes[at]);
            long above = (knowledge.most(cell) - knowledge.value(cell)) / size;
            long below = (knowledge.value(cell) - knowledge.least(cell)) / size;
            up = Math.min(up, changes[at] > 0 ? above : below);
            down = Math.min(down, changes[at] > 0 ? below : above);
        }
        if (upByRelations < 0) {
            boundByRelations(knowledge.links());
        }
        up = Math.min(up, upByRelations);
        down = Math.min(down, downByRelations);
    }

    /** Inequalities between the true counts bound the line, whatever recipients know. */
    private void boundByRelations(Links links) {
        upByRelations = Long.MAX_VALUE;
        downByRelations = Long.MAX_VALUE;
        var sums = new HashMap<Integer, Long>();
        for (int one = 0; !links.areAllEqual() && one < cells.length; one++) {
            for (int at = links.startOf(cells[one]); at < links.startOf(cells[one] + 1); at++) {
                int link = links.linkOf(at);
                if (!links.isEqual(link)) {
                    sums.merge(link, links.signOf(at) * changes[one], Long::sum);
                }
            }
        }
        sums.forEach((link, sum) -> {
            if (sum < 0) {
                upByRelations = Math.min(upByRelations, links.sum(link) / -sum);
            } else if (sum > 0) {
                downByRelations = Math.min(downByRelations, links.sum(link) / sum);
            }
        });
    }
}
