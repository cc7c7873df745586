package org.outreachsync.indicator.answer;

import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.question.Entered;

/**
 * The figures of a question, or of one row of its breakdown.
 *
 * @param numerator what was counted; null when the period is too short for it
 * @param denominator what it is divided by; null for an indicator without a denominator
 * @param value the indicator's value; null when numerator or denominator is unknown, or the denominator is 0
 * @param contacts the meetings by which the persons of the numerator were met: a person at a site on a day; null for
 *     indicators whose persons are not met by meetings
 * @param target the target to compare with; null when there is none, and when no comparison was asked for
 */
public record Figures(
        @Nullable Long numerator,
        @Nullable Denominator denominator,
        @Nullable Value value,
        @Nullable Long contacts,
        Entered.@Nullable Goal target) {

    /**
     * A denominator.
     *
     * @param value null when nobody entered it, or when the period is too short for it
     * @param entered where it comes from; null for one that was counted, and for the sum of several sites' entered ones
     */
    public record Denominator(@Nullable Long value, Entered.@Nullable Figure entered) {}

    /** The value of an indicator. */
    public sealed interface Value {

        /**
         * Of an indicator without a denominator: its numerator.
         *
         * @param count persons, events, units or sites
         */
        record Count(long count) implements Value {}

        /**
         * Of an indicator with a denominator: the quotient times {@code per} of the definition.
         *
         * @param quotient per cent where {@code per} is 100
         */
        record Quotient(double quotient) implements Value {}
    }
}
