package org.outreachsync.disclosure;

import java.util.BitSet;
import java.util.List;

/**
 * Knows which cells may count the same person. Whoever is added to a table is added to every cell that counts them: the
 * search for another table follows one person much faster than it finds one cell after the other.
 */
public interface Companions {

    /** Knows none. */
    Companions NONE = cell -> List.of();

    /**
     * The numbers of the cells that may count somebody whom this cell counts, with this cell. A few guesses, the best
     * first; a wrong guess costs time only, because every table found is checked against all relations.
     */
    List<BitSet> of(int cell);
}
