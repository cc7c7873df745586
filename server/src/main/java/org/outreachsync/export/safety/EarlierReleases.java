package org.outreachsync.export.safety;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Relation;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.export.safety.AreaRelations.CellArea;
import org.outreachsync.indicator.question.Stretch;

/**
 * Adds what recipients know from earlier exports. If records came in since, the old counts stand beside the new ones,
 * and what came in between them is a count that nobody may work out either.
 */
final class EarlierReleases {

    private static final String BEFORE = "@";

    private final Cells cells;
    private final Map<CellArea, Set<Stretch>> areas;
    private final Function<CellKey, Quantity> quantities;
    private final Function<CellKey, Sensitivity> sensitivities;

    /**
     * For a table.
     *
     * @param areas receives the areas of old counts
     * @param quantities what is counted, by key
     * @param sensitivities which counts are sensitive, by key
     */
    EarlierReleases(
            Cells cells,
            Map<CellArea, Set<Stretch>> areas,
            Function<CellKey, Quantity> quantities,
            Function<CellKey, Sensitivity> sensitivities) {
        this.cells = cells;
        this.areas = areas;
        this.quantities = quantities;
        this.sensitivities = sensitivities;
    }

    /** What was counted together. */
    private record Layer(String release, String quantity) {}

    /** Adds all of them. Every key must be of a quantity of the table, in an area that it knows. */
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
        var now = cells.get(one.key());
        return now != null && now.value() != one.value();
    }

    private void same(Earlier one) {
        addUnlessThere(one.key(), one.value());
        cells.known(one.key().name(), one.told().range());
    }

    private void beside(List<Earlier> layer, String suffix) {
        for (var one : layer) {
            var then = one.key().inScope(one.key().scope() + suffix);
            var contributors = areas.get(CellArea.of(one.key()));
            if (contributors != null) {
                areas.put(CellArea.of(then), contributors);
            }
            addUnlessThere(then, one.value());
            cells.known(then.name(), one.told().range());
            var now = cells.get(one.key());
            if (now != null) {
                between(now, then.name(), one.value());
            }
        }
    }

    private void addUnlessThere(CellKey key, long value) {
        if (cells.get(key) == null) {
            cells.add(new Cells.One(key, quantities.apply(key), value), sensitivities.apply(key), 0, false);
        }
    }

    /** The new count is the old one, and what came in, or without what was taken out. */
    private void between(Cells.One now, String then, long before) {
        long more = now.value() - before;
        if (more == 0) {
            cells.sum(now.name(), List.of(then));
            return;
        }
        var change = (more > 0 ? "came in to " : "taken out of ") + then;
        cells.addChange(new Cell(change, Math.abs(more), sensitivities.apply(now.key()), 0, false));
        cells.add(
                more > 0
                        ? Relation.sum(now.name(), List.of(then, change))
                        : Relation.sum(then, List.of(now.name(), change)));
    }
}
