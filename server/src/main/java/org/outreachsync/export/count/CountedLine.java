package org.outreachsync.export.count;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.answer.Figures;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/**
 * The exact figures of one line of an export.
 *
 * @param definition the indicator
 * @param ageScheme the scheme of its age groups
 * @param area the site, region or country
 * @param period the days
 * @param groups the code of the group in each dimension of the breakdown; empty for everybody
 * @param figures its figures
 */
public record CountedLine(
        Definition definition,
        String ageScheme,
        Area area,
        Period period,
        SortedMap<Dimension, String> groups,
        Figures figures) {

    public CountedLine {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /** The numerator; null if the period is too short for it. */
    public @Nullable Long numerator() {
        return figures.numerator();
    }

    /** The denominator; null for none, and if nobody entered it. */
    public @Nullable Long denominator() {
        var denominator = figures.denominator();
        return denominator == null ? null : denominator.value();
    }
}
