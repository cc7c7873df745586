package org.outreachsync.export.dhis2;

import java.util.HashMap;
import java.util.List;
import org.outreachsync.export.dhis2.UnsendableException.Reason;

/**
 * The cells of one request: one data set, org unit, period and attribute option combo. A request is one transaction in
 * DHIS2, and one wrong cell usually refuses all of it, so figures of other places and periods travel in requests of
 * their own.
 *
 * @param group what the cells have in common
 * @param cells at least one; kept in the order of their keys, whatever order is given
 */
public record DataValueSet(Group group, List<Cell> cells) {

    /**
     * Orders and checks cells.
     *
     * @throws UnsendableException if there is no cell, or a cell occurs twice
     */
    public DataValueSet {
        if (cells.isEmpty()) {
            throw new UnsendableException(Reason.EMPTY, "there is no cell to send");
        }
        cells = cells.stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
        refuseDuplicates(cells);
    }

    /**
     * Cells that were not sent before, and so have to be checked against each other.
     *
     * @param defaultCombo the category option combo of DHIS2 that stands for "not disaggregated"
     * @throws UnsendableException also if an element has both the default combo and others
     */
    public static DataValueSet of(Group group, Uid defaultCombo, List<Cell> cells) {
        refuseMixedDefaults(cells, defaultCombo);
        return new DataValueSet(group, cells);
    }

    private static void refuseDuplicates(List<Cell> sorted) {
        for (int at = 1; at < sorted.size(); at++) {
            var key = sorted.get(at).key();
            if (key.equals(sorted.get(at - 1).key())) {
                throw new UnsendableException(Reason.DUPLICATE_CELL, "two figures for the cell " + key);
            }
        }
    }

    private static void refuseMixedDefaults(List<Cell> cells, Uid defaultCombo) {
        var isPlain = new HashMap<Uid, Boolean>();
        for (var cell : cells) {
            var element = cell.key().dataElement();
            boolean plain = cell.key().categoryOptionCombo().equals(defaultCombo);
            var before = isPlain.putIfAbsent(element, plain);
            if (before != null && before != plain) {
                throw new UnsendableException(
                        Reason.MIXED_DEFAULT,
                        "the element " + element + " has a figure with the default combo beside disaggregated ones");
            }
        }
    }
}
