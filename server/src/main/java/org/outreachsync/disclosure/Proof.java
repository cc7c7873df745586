package org.outreachsync.disclosure;

/**
 * Other tables on a line through the true one: each changes the same cells in the same proportion. Recipients hold
 * those possible from {@link #down} times the opposite changes to {@link #up} times the changes.
 */
final class Proof {

    private final int[] cells;
    private final long[] changes;
    private long up;
    private long down;

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
        var links = knowledge.links();
        if (!links.areAllEqual()) {
            for (int cell : cells) {
                for (int at = links.startOf(cell); at < links.startOf(cell + 1); at++) {
                    bound(links, links.linkOf(at));
                }
            }
        }
    }

    private void bound(Links links, int link) {
        if (links.isEqual(link)) {
            return;
        }
        long sum = 0;
        for (int one = 0; one < cells.length; one++) {
            for (int at = links.startOf(cells[one]); at < links.startOf(cells[one] + 1); at++) {
                sum += links.linkOf(at) == link ? links.signOf(at) * changes[one] : 0;
            }
        }
        if (sum < 0) {
            up = Math.min(up, links.sum(link) / -sum);
        } else if (sum > 0) {
            down = Math.min(down, links.sum(link) / sum);
        }
    }
}
