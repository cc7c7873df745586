package org.outreachsync.disclosure;

import java.util.List;

/**
 * What everybody knows of the cells of a table: the parts together are the whole, or are at least it.
 *
 * @param wholes cells whose sum is the one side, by name
 * @param parts cells whose sum is the other side
 * @param isEqual true: both sums are equal; false: the parts are at least the wholes
 */
public record Relation(List<String> wholes, List<String> parts, boolean isEqual) {

    public Relation {
        wholes = List.copyOf(wholes);
        parts = List.copyOf(parts);
    }

    /** The parts add up to the whole: records by site, or persons by sex. */
    public static Relation sum(String whole, List<String> parts) {
        return new Relation(List.of(whole), parts, true);
    }

    /** A part is never more than its whole: persons of one site among those of all sites, positive among tested. */
    public static Relation within(String part, String whole) {
        return new Relation(List.of(part), List.of(whole), false);
    }

    /** The whole is never more than its parts together: persons of all sites, each counted at every site. */
    public static Relation cover(String whole, List<String> parts) {
        return new Relation(List.of(whole), parts, false);
    }
}
