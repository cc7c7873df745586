package org.outreachsync.targets;

import org.outreachsync.indicator.Period;

/**
 * The subject of a figure. Of several figures with the same subject, the newest applies.
 *
 * @param kind the kind of figure
 * @param indicator its code in the catalogue; empty for a size estimate
 * @param area its area
 * @param population a code of the list {@code population}; empty for a target, which covers everybody whom its
 *     indicator counts
 * @param period a year of the calendar; of a target also a year from October, half-year, quarter or month, by its name
 *     in the calendar
 */
public record Subject(Kind kind, String indicator, Area area, String population, Period period) {

    /** The kind of a figure. */
    public enum Kind {
        /** How many people belong to a population. */
        SIZE_ESTIMATE,
        /** The value that an indicator should reach. */
        TARGET
    }

    public Subject {
        period = period.named();
    }

    /** The subject of a size estimate. */
    public static Subject size(Area area, String population, int year) {
        return new Subject(Kind.SIZE_ESTIMATE, "", area, population, Period.ofYear(year));
    }

    /** The subject of a target. */
    public static Subject target(String indicator, Area area, Period period) {
        return new Subject(Kind.TARGET, indicator, area, "", period);
    }

    /** The year in which the period ends. */
    public int year() {
        return period.to().getYear();
    }

    Subject in(Period other) {
        return new Subject(kind, indicator, area, population, other);
    }
}
