package org.outreachsync.export.table;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Entered.Goal;
import org.outreachsync.targets.Area;

/**
 * One line of an export: an indicator at an area for some days, for everybody or for a group of people.
 *
 * @param definition the indicator
 * @param area the site, region or country
 * @param period the days
 * @param groups the code of the group in each dimension of the breakdown; empty for everybody
 * @param numerator what is told of the numerator; null if the period is too short for it
 * @param denominator null for an indicator without a denominator, and if nobody entered it
 * @param target the target to compare with; null for none
 * @param isNumeratorAsTold whether the numerator is as in an earlier report, so that it may have changed since
 */
public record Line(
        Definition definition,
        Area area,
        Period period,
        SortedMap<Dimension, String> groups,
        @Nullable Told numerator,
        @Nullable Denominator denominator,
        @Nullable Goal target,
        boolean isNumeratorAsTold) {

    public Line {
        groups = Groups.copyOf(groups);
    }

    /** A line of a first report. */
    public Line(
            Definition definition,
            Area area,
            Period period,
            SortedMap<Dimension, String> groups,
            @Nullable Told numerator,
            @Nullable Denominator denominator,
            @Nullable Goal target) {
        this(definition, area, period, groups, numerator, denominator, target, false);
    }

    /**
     * A denominator.
     *
     * @param told what is told of it
     * @param entered its source; null for a counted denominator
     * @param isAsTold whether it is as in an earlier report, so that it may have changed since
     */
    public record Denominator(Told told, Entered.@Nullable Figure entered, boolean isAsTold) {

        /** One of a first report. */
        public Denominator(Told told, Entered.@Nullable Figure entered) {
            this(told, entered, false);
        }
    }

    /**
     * The value of an indicator with a denominator.
     *
     * @param quotient the quotient times {@code per} of the definition: in per cent if {@code per} is 100
     * @param isRounded whether it was computed from a rounded count
     */
    public record Quotient(double quotient, boolean isRounded) {}

    /** Whether something of the line is kept from recipients or is rounded. */
    public boolean isProtected() {
        return isProtected(numerator) || (denominator != null && isProtected(denominator.told()));
    }

    /** Whether a count of the line is as in an earlier report. */
    public boolean isAsTold() {
        return isNumeratorAsTold || (denominator != null && denominator.isAsTold());
    }

    private static boolean isProtected(@Nullable Told told) {
        return told != null && !(told instanceof Told.Exact);
    }

    /**
     * The quotient, computed only from what is told, so that it cannot tell more; null if the indicator has no
     * denominator, if it is 0, or if one of the two counts is not told as a number.
     */
    public @Nullable Quotient quotient() {
        var divisor = denominator == null ? null : number(denominator.told());
        var dividend = number(numerator);
        if (dividend == null || divisor == null || divisor == 0) {
            return null;
        }
        return new Quotient((double) definition.per() * dividend / divisor, isProtected());
    }

    /** The number that is told; null if none is. */
    public static @Nullable Long number(@Nullable Told told) {
        return switch (told) {
            case Told.Exact(long value) -> value;
            case Told.Rounded rounded -> rounded.value();
            case Told.Few few -> null;
            case Told.LeftOut leftOut -> null;
            case null -> null;
        };
    }
}
