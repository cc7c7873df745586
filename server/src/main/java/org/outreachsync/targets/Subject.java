package org.outreachsync.targets;

/**
 * What a figure is about. Of several figures about the same, the newest counts.
 *
 * @param kind what the figure says
 * @param indicator its code in the catalogue; empty for a size estimate
 * @param area what it covers
 * @param population a code of the list {@code population}; empty for a target, which is about everybody whom its indicator counts
 * @param year of the calendar
 */
public record Subject(Kind kind, String indicator, Area area, String population, int year) {

    /** What a figure says. */
    public enum Kind {
        /** How many people of a population there are. */
        SIZE_ESTIMATE,
        /** What an indicator should come to. */
        TARGET
    }

    /** About the size of a population. */
    public static Subject size(Area area, String population, int year) {
        return new Subject(Kind.SIZE_ESTIMATE, "", area, population, year);
    }

    /** About what an indicator should come to. */
    public static Subject target(String indicator, Area area, int year) {
        return new Subject(Kind.TARGET, indicator, area, "", year);
    }

    Subject in(int otherYear) {
        return new Subject(kind, indicator, area, population, otherYear);
    }
}
