package org.outreachsync.load.write;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A quantity that was measured in several rounds.
 *
 * @param least the smallest
 * @param median the middle one
 * @param most the largest
 */
record Spread(double least, double median, double most) {

    /** Takes this quantity of each round. */
    static <T> Spread of(Collection<T> rounds, ToDoubleFunction<T> quantity) {
        var sorted = rounds.stream().mapToDouble(quantity).sorted().toArray();
        return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return number(median) + " (" + number(least) + "–" + number(most) + ")";
    }

    /** With as many digits as are worth reading. */
    static String number(double value) {
        var format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
