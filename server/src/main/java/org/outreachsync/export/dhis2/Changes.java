package org.outreachsync.export.dhis2;

import java.util.ArrayList;
import java.util.List;

/**
 * What a form still lacks.
 *
 * @param writes the figures that differ, each with what people have noted on its cell
 * @param deletions the withdrawn cells that still show a figure
 */
record Changes(List<Write> writes, List<Cell.Key> deletions) {

    /**
     * A figure to write.
     *
     * @param cell the figure
     * @param remark what stands beside it, and would be erased if it were left out
     */
    record Write(Cell cell, Remark remark) {}

    Changes {
        writes = List.copyOf(writes);
        deletions = List.copyOf(deletions);
    }

    /** The difference between what a form is to hold and what it holds. */
    static Changes between(Push push, StoredValues stored) {
        var writes = new ArrayList<Write>();
        var wanted = push.wanted();
        for (var cell : wanted == null ? List.<Cell>of() : wanted.cells()) {
            var there = stored.at(cell.key());
            if (there.isEmpty() || !there.get().value().equals(cell.text())) {
                writes.add(
                        new Write(cell, there.map(StoredValues.Stored::remark).orElse(Remark.NONE)));
            }
        }
        var deletions = push.withdrawn().stream()
                .filter(key -> stored.at(key).isPresent())
                .toList();
        return new Changes(writes, deletions);
    }

    boolean isEmpty() {
        return writes.isEmpty() && deletions.isEmpty();
    }
}
