package org.outreachsync.export.dhis2;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dhis2.UnsendableException.Reason;

/**
 * What a form of DHIS2 is to hold afterwards. Cells that are named in neither part stay as they are: other systems and
 * people fill them.
 *
 * @param group which form
 * @param wanted the figures that it is to show, or null if there are none
 * @param withdrawn the cells that were sent earlier and must no longer show a figure
 */
public record Push(Group group, @Nullable DataValueSet wanted, SortedSet<Cell.Key> withdrawn) {

    /**
     * Checks the two parts against each other.
     *
     * @throws UnsendableException if both are empty, or a cell is in both
     */
    public Push {
        withdrawn = Collections.unmodifiableSortedSet(new TreeSet<>(withdrawn));
        if (wanted == null && withdrawn.isEmpty()) {
            throw new UnsendableException(Reason.EMPTY, "there is no cell to send or to withdraw");
        }
        if (wanted != null && !wanted.group().equals(group)) {
            throw new IllegalArgumentException("the figures are of another form");
        }
        if (wanted != null) {
            for (var cell : wanted.cells()) {
                if (withdrawn.contains(cell.key())) {
                    throw new UnsendableException(
                            Reason.DUPLICATE_CELL, "a figure for the cell " + cell.key() + ", which is withdrawn");
                }
            }
        }
    }

    /** Figures alone. */
    public static Push of(DataValueSet wanted) {
        return new Push(wanted.group(), wanted, new TreeSet<>());
    }
}
