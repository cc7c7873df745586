package org.outreachsync.export.dhis2;

import java.util.Comparator;

/**
 * A figure for one cell of a form.
 *
 * @param key which cell
 * @param value a whole number from 0 to 2,147,483,647: DHIS2 takes no more for an integer
 */
public record Cell(Key key, int value) {

    /**
     * A cell of a form.
     *
     * @param dataElement the data element
     * @param categoryOptionCombo the default combo if the element is not disaggregated. Always spelled out: DHIS2 takes
     *     a disaggregated element without combo and stores it where no form shows it
     */
    public record Key(Uid dataElement, Uid categoryOptionCombo) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::dataElement).thenComparing(Key::categoryOptionCombo);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return dataElement + "." + categoryOptionCombo;
        }
    }

    public Cell {
        if (value < 0) {
            throw new IllegalArgumentException("a count is never negative");
        }
    }

    /** A figure for one cell of a form. */
    public static Cell of(Uid dataElement, Uid categoryOptionCombo, int value) {
        return new Cell(new Key(dataElement, categoryOptionCombo), value);
    }

    /** The value as DHIS2 stores it: decimal digits, no leading zero. */
    public String text() {
        return Integer.toString(value);
    }
}
