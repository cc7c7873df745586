package org.outreachsync.export.dataset;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Comparison;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.targets.Area;

/**
 * An indicator of a data set.
 *
 * @param definition the indicator
 * @param breakdowns its breakdowns, besides the total, which is always reported: sets of dimensions other than places
 *     and months; the smallest first
 * @param ageScheme the age scheme of its breakdowns
 */
public record Item(Definition definition, List<Set<Dimension>> breakdowns, String ageScheme) {

    private static final Comparator<Set<Dimension>> ORDER =
            Comparator.<Set<Dimension>>comparingInt(Set::size).thenComparing(Object::toString);

    public Item {
        breakdowns = breakdowns.stream()
                .map(by -> Collections.unmodifiableSet(new TreeSet<>(by)))
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    /** The dimension whose rows are the areas of a level. */
    public static Dimension dimension(Area.Level level) {
        return switch (level) {
            case SITE -> Dimension.SITE;
            case REGION -> Dimension.REGION;
            case COUNTRY -> Dimension.COUNTRY;
        };
    }

    /** The question whose answer has the figures of a breakdown. */
    public Question question(Period period, Coverage coverage, Set<Dimension> by) {
        return new Question(
                definition,
                period,
                coverage.sites(),
                coverage.region(),
                coverage.country(),
                coverage.project(),
                by,
                ageScheme,
                Set.of(Comparison.TARGET));
    }
}
