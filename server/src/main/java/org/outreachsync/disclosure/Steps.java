package org.outreachsync.disclosure;

import java.util.Arrays;

/**
 * The steps of one search: each changes one more cell of the partial table of an earlier step. Steps that are open
 * stand in a heap, the most promising first, and among equals the latest.
 */
final class Steps {

    private static final int CAPACITY = 256;

    private int count;
    private int[] from = new int[CAPACITY];
    private int[] cells = new int[CAPACITY];
    private long[] changes = new long[CAPACITY];
    private int[] depths = new int[CAPACITY];
    private long[] costs = new long[CAPACITY];
    private int[] open = new int[CAPACITY];
    /** What the steps in the heap are expected to cost, at their places. */
    private long[] expected = new long[CAPACITY];

    private int openCount;

    void clear() {
        count = 0;
        openCount = 0;
    }

    /** The step on which this one builds; -1 for none. */
    int from(int step) {
        return from[step];
    }

    int cell(int step) {
        return cells[step];
    }

    long change(int step) {
        return changes[step];
    }

    int depth(int step) {
        return step < 0 ? -1 : depths[step];
    }

    /** What its changes cost together. */
    long cost(int step) {
        return step < 0 ? 0 : costs[step];
    }

    /**
     * Opens a step.
     *
     * @param cost of its own change
     * @param rest about what remains to be paid after it
     */
    void open(int earlier, int cell, long change, long cost, long rest) {
        if (count == from.length) {
            grow();
        }
        from[count] = earlier;
        cells[count] = cell;
        changes[count] = change;
        depths[count] = depth(earlier) + 1;
        costs[count] = cost(earlier) + cost;
        long promise = costs[count] + rest;
        int at = openCount++;
        while (at > 0 && isBefore(promise, count, (at - 1) / 2)) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        open[at] = count++;
        expected[at] = promise;
    }

    /** Takes out the most promising step; -1 when none is open. */
    int next() {
        if (openCount == 0) {
            return -1;
        }
        int first = open[0];
        int last = open[--openCount];
        long promise = expected[openCount];
        int at = 0;
        for (int child = 1; child < openCount; child = 2 * at + 1) {
            if (child + 1 < openCount && isBefore(expected[child + 1], open[child + 1], child)) {
                child++;
            }
            if (isBefore(promise, last, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        open[at] = last;
        expected[at] = promise;
        return first;
    }

    private void move(int one, int to) {
        open[to] = open[one];
        expected[to] = expected[one];
    }

    /** Whether a step comes before that at a place of the heap. */
    private boolean isBefore(long promise, int step, int place) {
        return promise < expected[place] || (promise == expected[place] && step > open[place]);
    }

    private void grow() {
        int capacity = 2 * count;
        from = Arrays.copyOf(from, capacity);
        cells = Arrays.copyOf(cells, capacity);
        changes = Arrays.copyOf(changes, capacity);
        depths = Arrays.copyOf(depths, capacity);
        costs = Arrays.copyOf(costs, capacity);
        expected = Arrays.copyOf(expected, capacity);
        open = Arrays.copyOf(open, capacity);
    }
}
