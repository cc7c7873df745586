package org.outreachsync.targets;

import org.outreachsync.indicator.Period;

/**
 * What a figure is about. Of several figures about the same, the newest counts.
 *
 * @param kind what the figure says
 * @param indicator its code in the catalogue; empty for a size estimate
 * @param area what it covers
 * @param population a code of the list {@code population}; empty for a target, which is about everybody whom its
 *     indicator counts
 * @param period a year of the calendar; of a target also a year from October, half-year, quarter or month, by its name
 *     in the calendar
 */
public record Subject(Kind kind, String indicator, Area area, String population, Period period) {

    /** What a figure says. */
    public enum Kind {
        /** How many people of a population there are. */
        SIZE_ESTIMATE,
        /** What an indicator should come to. */
        TARGET
    }

    public Subject {
        period = period.named();
    }

    /** About the size of a population in a year. */
    public static Subject size(Area area, String population, int year) {
        return new Subject(Kind.SIZE_ESTIMATE, "", area, population, Period.ofYear(year));
    }

    /** About what an indicator should come to in a period. */
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
