package org.outreachsync.indicator.question;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Catalogue.AgeGroup;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/**
 * A question about one indicator for sites and a period, as a caller asks it. Its parts are parsed, but not checked
 * together; {@link #check} does that.
 *
 * @param definition the indicator
 * @param period the days, both ends included
 * @param sites the codes of the sites that the caller named; null for all that the caller may see
 * @param region only while a site is in this region; empty for everywhere
 * @param country only while a site is in this country; empty for everywhere
 * @param project the number of the funding source, or {@link #ALL_PROJECTS}
 * @param by the dimensions of the breakdown
 * @param ageScheme the name of the age scheme
 * @param compared the requested comparisons
 */
public record Question(
        Definition definition,
        Period period,
        @Nullable Set<String> sites,
        String region,
        String country,
        int project,
        Set<Dimension> by,
        String ageScheme,
        Set<Comparison> compared) {

    /** All funding sources. */
    public static final int ALL_PROJECTS = PersonColumn.ALL_PROJECTS;

    /** The greatest number of a funding source; 0 stands for none. */
    public static final int PROJECT_MAX = 65_535;

    /** The default age scheme: bands of five years. */
    public static final String USUAL_AGE_SCHEME = "five_year";

    private static final Set<Dimension> OF_EVENTS = EnumSet.of(Dimension.SEX, Dimension.AGE);

    public Question {
        by = Collections.unmodifiableSet(new TreeSet<>(by));
        compared = Set.copyOf(compared);
    }

    /** A question about everything that the caller may see in a period, without breakdown and comparison. */
    public static Question of(Definition definition, Period period) {
        return new Question(definition, period, null, "", "", ALL_PROJECTS, Set.of(), USUAL_AGE_SCHEME, Set.of());
    }

    /**
     * Checks that the question can be answered for a caller.
     *
     * @param catalogue contains the age schemes
     * @param allowed the sites that the caller may see
     * @throws RefusedException SCOPE_DENIED for a site that the caller may not see, PARAMETER for a breakdown that the
     *     indicator does not have and for an unknown age scheme
     */
    public CheckedQuestion check(Catalogue catalogue, Collection<String> allowed) {
        if (sites != null && !allowed.containsAll(sites)) {
            throw new RefusedException(
                    Code.SCOPE_DENIED, "The site is not one of yours.", Map.of("parameter", "sites"));
        }
        checkBreakdown();
        return new CheckedQuestion(
                definition,
                period,
                Collections.unmodifiableSet(new TreeSet<>(sites == null ? allowed : sites)),
                sites != null,
                region,
                country,
                project,
                by,
                ageGroups(catalogue),
                compared);
    }

    private void checkBreakdown() {
        if (!definition.by().containsAll(by)) {
            throw notOffered(definition);
        }
        // The population of an event is that of its person; sex and age are those of the event. One row cannot have
        // both.
        boolean isMixed = definition.numerator() instanceof Operand.Sum
                && by.contains(Dimension.POPULATION)
                && by.stream().anyMatch(Question::isOfEvents);
        if (isMixed) {
            throw Parameters.refused(
                    "by",
                    "Events may be broken down by population, or by what their records say, such as sex, age and mode, not by both at once.");
        }
    }

    /** Refuses a breakdown that an indicator does not have, and names those that it has. */
    public static RefusedException notOffered(Definition definition) {
        return Parameters.refused(
                "by",
                "This indicator may be broken down by "
                        + definition.by().stream().map(Dimension::word).sorted().collect(Collectors.joining(", "))
                        + ".");
    }

    private static boolean isOfEvents(Dimension dimension) {
        return OF_EVENTS.contains(dimension)
                || Dimension.WAYS.contains(dimension)
                || Dimension.ITEMS.contains(dimension);
    }

    private List<AgeGroup> ageGroups(Catalogue catalogue) {
        var groups = catalogue.ageScheme(ageScheme);
        if (groups == null) {
            throw Parameters.refused(
                    "age_scheme",
                    "Unknown age scheme. Allowed: " + String.join(", ", new TreeSet<>(catalogue.ageSchemes())) + ".");
        }
        return groups;
    }
}
