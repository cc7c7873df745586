package org.outreachsync.indicator.answer;

import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.question.Entered;

/**
 * The figures of a question, or of one row of its breakdown.
 *
 * @param numerator the count; null if the period is too short for it
 * @param denominator null for an indicator without a denominator
 * @param value the indicator's value; null if numerator or denominator is unknown, or the denominator is 0
 * @param contacts the meetings of the numerator's persons (a person at a site on a day); null if meetings do not apply
 * @param target the target to compare with; null if there is none, or if the question does not compare
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
     * @param value null if nobody entered it, or if the period is too short for it
     * @param entered its source; null for a counted denominator, and for a sum of several sites' entered ones
     */
    public record Denominator(@Nullable Long value, Entered.@Nullable Figure entered) {}

    /** The value of an indicator. */
    public sealed interface Value {

        /**
         * The value of an indicator without a denominator: its numerator.
         *
         * @param count persons, events, units or sites
         */
        record Count(long count) implements Value {}

        /**
         * The value of an indicator with a denominator: the quotient times {@code per} of the definition.
         *
         * @param quotient in per cent if {@code per} is 100
         */
        record Quotient(double quotient) implements Value {}
    }
}
