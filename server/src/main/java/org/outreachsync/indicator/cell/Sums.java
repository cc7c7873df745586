package org.outreachsync.indicator.cell;

import java.util.Arrays;
import java.util.SortedMap;

/** The sums of one measure by packed {@link Breakdown}. Compact, because a server holds many years of them. */
public final class Sums {

    private final long[] keys;
    private final long[] values;

    /** Takes ownership of keys and values, which have the same length. */
    Sums(long[] keys, long[] values) {
        if (keys.length != values.length) {
            throw new IllegalArgumentException(keys.length + " keys for " + values.length + " values");
        }
        this.keys = keys;
        this.values = values;
    }

    static Sums of(SortedMap<Long, Long> sums) {
        var keys = new long[sums.size()];
        var values = new long[sums.size()];
        int at = 0;
        for (var sum : sums.entrySet()) {
            keys[at] = sum.getKey();
            values[at] = sum.getValue();
            at++;
        }
        return new Sums(keys, values);
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
