package org.outreachsync.demo;

/** A cell of a form of DHIS2. */
record Cell(String form, String orgUnit, String period, String element, String combo) implements Comparable<Cell> {

    @Override
    public int compareTo(Cell other) {
        return toString().compareTo(other.toString());
    }
}
