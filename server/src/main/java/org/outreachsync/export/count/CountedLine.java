package org.outreachsync.export.count;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.table.Groups;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.Figures;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.targets.Area;

/**
 * The exact figures of one line of an export.
 *
 * @param definition the indicator
 * @param ageScheme the scheme of its age groups
 * @param area the site, region or country
 * @param period the days
 * @param groups the code of the group in each dimension of the breakdown; empty for everybody
 * @param numerator the numerator; null if the period is too short for it
 * @param divisor the denominator and its source; null for an indicator without a denominator
 * @param target the target to compare with; null for none
 */
public record CountedLine(
        Definition definition,
        String ageScheme,
        Area area,
        Period period,
        SortedMap<Dimension, String> groups,
        @Nullable Long numerator,
        Figures.@Nullable Denominator divisor,
        Entered.@Nullable Goal target) {

    public CountedLine {
        groups = Groups.copyOf(groups);
    }

    /** The denominator; null for none, and if nobody entered it. */
    public @Nullable Long denominator() {
        return divisor == null ? null : divisor.value();
    }
}
