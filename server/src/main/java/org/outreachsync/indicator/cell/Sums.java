package org.outreachsync.indicator.cell;

import java.util.Arrays;

/** The sums of one measure by packed {@link Breakdown}. */
public final class Sums {

    /** No sums. */
    static final Sums EMPTY = new Sums(new long[0], new long[0], 0, 0);

    private final long[] keys;
    private final long[] values;
    private final int from;
    private final int to;

    /** A part of keys, which ascend in it, and of their values. Neither may change afterwards. */
    Sums(long[] keys, long[] values, int from, int to) {
        this.keys = keys;
        this.values = values;
        this.from = from;
        this.to = to;
    }

    /** Adds to the sums of one measure. */
    static final class Builder {

        private static final int ROOM = 8;

        private long[] keys;
        private long[] values;
        private int size;

        /** Adds to these sums, which stay as they are. */
        Builder(Sums base) {
            this.size = base.size();
            this.keys = new long[size + ROOM];
            this.values = new long[size + ROOM];
            base.copyTo(keys, values, 0);
        }

        void add(long breakdown, long amount) {
            // The place first: finding one may replace the array.
            int place = place(breakdown);
            values[place] += amount;
        }

        void atLeast(long breakdown, long value) {
            int known = size;
            int place = place(breakdown);
            values[place] = size > known ? value : Math.max(values[place], value);
        }

        /** Where the sum of a breakdown is; a new one begins with 0. */
        private int place(long breakdown) {
            int found = Arrays.binarySearch(keys, 0, size, breakdown);
            if (found >= 0) {
                return found;
            }
            int place = -found - 1;
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            System.arraycopy(keys, place, keys, place + 1, size - place);
            System.arraycopy(values, place, values, place + 1, size - place);
            keys[place] = breakdown;
            values[place] = 0;
            size++;
            return place;
        }

        /** The sums. The builder must not be used afterwards. */
        Sums build() {
            return new Sums(keys, values, 0, size);
        }
    }

    int size() {
        return to - from;
    }

    /** The breakdown of a sum, from 0; ascending. */
    long breakdown(int at) {
        return keys[from + at];
    }

    long value(int at) {
        return values[from + at];
    }

    /** Copies all breakdowns and values into other arrays, from this place on. */
    void copyTo(long[] otherKeys, long[] otherValues, int at) {
        System.arraycopy(keys, from, otherKeys, at, size());
        System.arraycopy(values, from, otherValues, at, size());
    }

    /** Visits one sum. */
    @FunctionalInterface
    public interface Visitor {
        /** Receives a breakdown and its sum. */
        void visit(long breakdown, long value);
    }

    /** Visits all sums. */
    public void forEach(Visitor visitor) {
        for (int at = from; at < to; at++) {
            visitor.visit(keys[at], values[at]);
        }
    }
}
