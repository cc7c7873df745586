package org.outreachsync.indicator.question;

import java.util.List;
import java.util.Set;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue.AgeGroup;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * A {@link Question} that can be answered for its caller.
 *
 * @param definition the indicator
 * @param period the days, both ends included
 * @param sites the codes of the named sites, or of all that the caller may see
 * @param named whether sites were named
 * @param region only while a site is in this region; empty for everywhere
 * @param country only while a site is in this country; empty for everywhere
 * @param project the number of the funding source, or {@link Question#ALL_PROJECTS}
 * @param by the dimensions of the breakdown, in the order of {@link Dimension}
 * @param ageGroups the groups of the age scheme
 * @param compared the requested comparisons
 */
public record CheckedQuestion(
        Definition definition,
        Period period,
        Set<String> sites,
        boolean named,
        String region,
        String country,
        int project,
        Set<Dimension> by,
        List<AgeGroup> ageGroups,
        Set<Comparison> compared) {

    /** A copy with another definition and breakdown. */
    public CheckedQuestion of(Definition other, Set<Dimension> otherBy) {
        return new CheckedQuestion(other, period, sites, named, region, country, project, otherBy, ageGroups, compared);
    }

    /** A copy for another period, without comparisons. */
    public CheckedQuestion over(Period other) {
        return new CheckedQuestion(definition, other, sites, named, region, country, project, by, ageGroups, Set.of());
    }
}
