package org.outreachsync.export.safety;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.outreachsync.disclosure.Sensitivity;

/**
 * Adds what recipients know from earlier exports. If records came in since, the old counts stand beside the new ones,
 * and what came in between them is a count that nobody may work out either.
 */
final class EarlierReleases {

    private static final String BEFORE = "@";

    private final Cells cells;
    private final Keys keys;
    private final Sensitive sensitivities;

    /** Numbers what old counts are about. */
    interface Keys {

        /** The number of a key, packed as {@link Cells#key} does. */
        long of(CellKey key);

        /** Like a key, but in a scope of its own that is made up of the same days. */
        long beside(CellKey key, String scope);
    }

    /** Which counts are sensitive. */
    interface Sensitive {
        Sensitivity of(long key);
    }

    /** For a table. */
    EarlierReleases(Cells cells, Keys keys, Sensitive sensitivities) {
        this.cells = cells;
        this.keys = keys;
        this.sensitivities = sensitivities;
    }

    /** What was counted together. */
    private record Layer(String release, String quantity) {}

    /** Adds all of them. Every key must be of a quantity of the table. */
    void add(List<Earlier> earlier) {
        var layers = earlier.stream()
                .collect(Collectors.groupingBy(
                        one -> new Layer(one.release(), one.key().quantity()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        int number = 0;
        for (var layer : layers.values()) {
            if (layer.stream().anyMatch(this::isChanged)) {
                beside(layer, BEFORE + number++);
            } else {
                layer.forEach(this::same);
            }
        }
    }

    private boolean isChanged(Earlier one) {
        int now = cells.find(keys.of(one.key()));
        return now != Numbering.NONE && cells.value(now) != one.value();
    }

    private void same(Earlier one) {
        cells.known(untold(keys.of(one.key()), one.value()), one.told().range());
    }

    private void beside(List<Earlier> layer, String suffix) {
        for (var one : layer) {
            int then = untold(keys.beside(one.key(), one.key().scope() + suffix), one.value());
            cells.known(then, one.told().range());
            int now = cells.find(keys.of(one.key()));
            if (now != Numbering.NONE) {
                between(now, then, one.value());
            }
        }
    }

    /** The cell of a key, which recipients do not get now if it is not there yet. */
    private int untold(long key, long value) {
        return cells.add(key, value, sensitivities.of(key), 0, false);
    }

    /** The new count is the old one, and what came in, or without what was taken out. */
    private void between(int now, int then, long before) {
        long more = cells.value(now) - before;
        if (more == 0) {
            cells.addChanged(now, then);
            return;
        }
        int change = cells.addChange(then, more > 0, Math.abs(more), sensitivities.of(cells.keyOf(now)));
        if (more > 0) {
            cells.addChanged(now, then, change);
        } else {
            cells.addChanged(then, now, change);
        }
    }
}
