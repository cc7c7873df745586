package org.outreachsync.indicator.cohort;

import java.util.BitSet;
import org.outreachsync.indicator.cube.Selection;

/** Finds the persons of an operand, in one selection after the other. */
@FunctionalInterface
public interface PersonFinder {

    /**
     * The persons of a selection, under their effective numbers. Returns a new set, which the caller may keep and
     * change.
     */
    BitSet in(Selection selection);
}
