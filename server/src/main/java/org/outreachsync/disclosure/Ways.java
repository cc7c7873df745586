package org.outreachsync.disclosure;

/** The best ways to mend one broken relation, by one more change each; among equals the first. */
final class Ways {

    private final int[] cells;
    private final long[] changes;
    private final long[] costs;
    private final long[] scores;
    private int count;

    Ways(int most) {
        this.cells = new int[most];
        this.changes = new long[most];
        this.costs = new long[most];
        this.scores = new long[most];
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    int cell(int way) {
        return cells[way];
    }

    long change(int way) {
        return changes[way];
    }

    /** What is lost by it. */
    long cost(int way) {
        return costs[way];
    }

    /** How good it is: the less, the better. */
    long score(int way) {
        return scores[way];
    }

    void add(int cell, long change, long cost, long score) {
        int at = count;
        if (count < cells.length) {
            count++;
        } else if (scores[--at] <= score) {
            return;
        }
        for (; at > 0 && scores[at - 1] > score; at--) {
            cells[at] = cells[at - 1];
            changes[at] = changes[at - 1];
            costs[at] = costs[at - 1];
            scores[at] = scores[at - 1];
        }
        cells[at] = cell;
        changes[at] = change;
        costs[at] = cost;
        scores[at] = score;
    }
}
