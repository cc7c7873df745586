package org.outreachsync.indicator.cell;

import java.util.Arrays;

/** The sums of one measure by packed {@link Breakdown}. Compact, because a server holds many years of them. */
public final class Sums {

    private final long[] keys;
    private final long[] values;

    /** Takes ownership of keys, which ascend, and of as many values. */
    Sums(long[] keys, long[] values) {
        if (keys.length != values.length) {
            throw new IllegalArgumentException(keys.length + " keys for " + values.length + " values");
        }
        this.keys = keys;
        this.values = values;
    }

    /** Adds to the sums of one measure. */
    static final class Builder {

        private static final int ROOM = 8;

        private long[] keys;
        private long[] values;
        private int size;

        /** Adds to these sums, which stay as they are. */
        Builder(Sums base) {
            this.size = base.keys.length;
            this.keys = Arrays.copyOf(base.keys, size + ROOM);
            this.values = Arrays.copyOf(base.values, size + ROOM);
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

        Sums build() {
            return new Sums(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
        }
    }

    int size() {
        return keys.length;
    }

    /** The breakdown of a sum, from 0; ascending. */
    long breakdown(int at) {
        return keys[at];
    }

    long value(int at) {
        return values[at];
    }

    /** Visits one sum. */
    @FunctionalInterface
    public interface Visitor {
        /** Receives a breakdown and its sum. */
        void visit(long breakdown, long value);
    }

    /** Visits all sums. */
    public void forEach(Visitor visitor) {
        for (int at = 0; at < keys.length; at++) {
            visitor.visit(keys[at], values[at]);
        }
    }

    boolean isSameAs(Sums other) {
        return Arrays.equals(keys, other.keys) && Arrays.equals(values, other.values);
    }
}
