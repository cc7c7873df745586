package org.outreachsync.indicator.naive;

import org.jspecify.annotations.Nullable;

/**
 * A figure before its division.
 *
 * @param numerator what was counted; null when the days are too few for it
 * @param denominator what it is out of; null when that is nothing, a size estimate or a target
 */
public record Figure(@Nullable Long numerator, @Nullable Long denominator) {

    /** A figure with a numerator. */
    Figure(long numerator, @Nullable Long denominator) {
        this(Long.valueOf(numerator), denominator);
    }

    /** Whether there is nothing in it: 0, or not known. */
    public boolean isNothing() {
        return (numerator == null || numerator == 0) && (denominator == null || denominator == 0);
    }
}
