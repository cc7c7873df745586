package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.outreachsync.disclosure.Sensitivity;

/**
 * Adds what changed of counts that recipients can only work out, now or in an earlier state of the logs. Who was told
 * of men and women by age, and later of men and women, knows how many came in between.
 */
final class DerivedChanges {

    private final Cells cells;
    private final int derived;

    private DerivedChanges(Cells cells, int derived) {
        this.cells = cells;
        this.derived = derived;
    }

    /**
     * Adds them.
     *
     * @param derived the number of the first count that recipients can only work out
     * @param sensitivities which counts are sensitive, by what they are about
     */
    static void addTo(Cells cells, int derived, LongFunction<Sensitivity> sensitivities) {
        if (cells.areas().hasLayers()) {
            new DerivedChanges(cells, derived).addAll(sensitivities);
        }
    }

    private void addAll(LongFunction<Sensitivity> sensitivities) {
        int[] plain = IntStream.range(0, cells.count()).filter(cells::isPlain).toArray();
        var states = new Blocks(plain, this::now);
        for (int one = 0; one < states.count(); one++) {
            int[] all = states.cells(one);
            var sensitivity = sensitivities.apply(states.key(one));
            if (all.length > 1 && all[all.length - 1] >= derived && sensitivity.below() > 0) {
                add(latestFirst(all), sensitivity);
            }
        }
    }

    private long now(int cell) {
        return Cells.key(cells.subject(cell), cells.areas().now(cells.area(cell)), cells.group(cell));
    }

    /** Layers are numbered in the order in which they were told; 0 is now. */
    private int[] latestFirst(int[] all) {
        return Arrays.stream(all)
                .boxed()
                .sorted(Comparator.comparingInt(cell -> {
                    int layer = cells.areas().layerNumber(cells.area(cell));
                    return layer == 0 ? Integer.MIN_VALUE : -layer;
                }))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void add(int[] states, Sensitivity sensitivity) {
        for (int at = 1; at < states.length; at++) {
            add(states[at - 1], states[at], sensitivity);
            if (at > 1) {
                add(states[0], states[at], sensitivity);
            }
        }
    }

    private void add(int later, int then, Sensitivity sensitivity) {
        if (later >= derived || then >= derived) {
            cells.addChange(later, then, sensitivity);
        }
    }
}
