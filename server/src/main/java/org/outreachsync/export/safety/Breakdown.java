package org.outreachsync.export.safety;

import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * How counts are broken down.
 *
 * @param by the dimensions, as a set of bits
 * @param ageScheme the scheme of the age groups; empty if there are none
 */
record Breakdown(int by, String ageScheme) {

    private static final int SUBSTANCE = GroupNumbers.bit(Dimension.SUBSTANCE);

    boolean has(int dimensions) {
        return (by & dimensions) == dimensions;
    }

    boolean isBySubstance() {
        return has(SUBSTANCE);
    }

    /** Whether everybody is in one group only by each of the dimensions that this one has besides the other. */
    boolean addsUpTo(Breakdown coarse) {
        return isBySubstance() == coarse.isBySubstance();
    }
}
