package org.outreachsync.indicator.cohort;

import java.util.BitSet;
import org.outreachsync.indicator.cube.Selection;

/** Finds the persons whom an operand means, in one selection after the other. */
@FunctionalInterface
public interface PersonFinder {

    /**
     * The persons of a selection, each under the number that counts. The set is a new one: the caller may keep and
     * change it.
     */
    BitSet in(Selection selection);
}
