package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.export.safety.Cells.Share;

/**
 * Adds what recipients know from earlier exports. If records came in since, the old counts stand beside the new ones in
 * layers, one for each state of the logs, and what changed between them is a count that nobody may work out either. A
 * count that changed by too little is not told anew: what was told last stands.
 */
final class EarlierReleases {

    private static final String BEFORE = "@";

    private final Cells cells;
    private final Keys keys;
    private final LongFunction<Sensitivity> sensitivities;
    private final ToldCounts told;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Integer, List<Before>> befores = new LinkedHashMap<>();

    /** Numbers what old counts are about. */
    interface Keys {

        /** The number of a key, packed as {@link Cells#key} does. */
        long of(CellKey key);

        /** The number of a key in a layer of earlier counts. */
        long in(String layer, CellKey key);
    }

    /** Counts of one state of the logs, which differs from the present one: the cells there by those of now. */
    private record Layer(String suffix, Map<CellKey, Long> values, Map<Integer, Integer> then) {}

    /** What was told before of a cell, and the cell of that time. */
    private record Before(Earlier earlier, int then) {}

    /**
     * For a table, to whose counts is added what stands for them.
     *
     * @param sensitivities which counts are sensitive, by what they are about
     */
    EarlierReleases(Cells cells, Keys keys, LongFunction<Sensitivity> sensitivities, ToldCounts told) {
        this.cells = cells;
        this.keys = keys;
        this.sensitivities = sensitivities;
        this.told = told;
    }

    /** Adds all of them, in the order in which they were told. Every key must be of a quantity of the table. */
    void add(List<Earlier> earlier) {
        var states = earlier.stream()
                .collect(Collectors.groupingBy(Earlier::state, LinkedHashMap::new, Collectors.toList()));
        var changed = new ArrayList<List<Earlier>>();
        for (var state : List.copyOf(states.values()).reversed()) {
            if (state.stream().noneMatch(this::isChanged)) {
                state.forEach(this::same);
            } else {
                changed.add(state);
            }
        }
        var layerOf = new HashMap<String, Layer>();
        changed.forEach(state -> layerOf.put(state.getFirst().state(), layer(state)));
        for (var one : earlier) {
            var layer = layerOf.get(one.state());
            if (layer != null) {
                beside(one, layer);
            }
        }
        befores.forEach(this::changes);
        earlier.forEach(one -> told.before(cells.find(keys.of(one.key())), one));
    }

    private boolean isChanged(Earlier one) {
        int now = cells.find(keys.of(one.key()));
        return now != Numbering.NONE && cells.value(now) != one.value();
    }

    private void same(Earlier one) {
        int now = untold(keys.of(one.key()), one.value());
        cells.known(now, one.told().range());
        if (told.has(now) && !one.isSilent()) {
            told.last(now, one);
        }
    }

    /** The layer of a state: one that says the same of everything in both, or a new one. */
    private Layer layer(List<Earlier> state) {
        for (var layer : layers) {
            boolean isShared = state.stream().anyMatch(one -> layer.values().containsKey(one.key()));
            boolean isSame =
                    state.stream().allMatch(one -> layer.values().getOrDefault(one.key(), one.value()) == one.value());
            if (isShared && isSame) {
                state.forEach(one -> layer.values().put(one.key(), one.value()));
                return layer;
            }
        }
        var layer = new Layer(BEFORE + layers.size(), new HashMap<>(), new HashMap<>());
        state.forEach(one -> layer.values().put(one.key(), one.value()));
        layers.add(layer);
        return layer;
    }

    private void beside(Earlier one, Layer layer) {
        int then = untold(keys.in(layer.suffix(), one.key()), one.value());
        cells.known(then, one.told().range());
        int now = cells.find(keys.of(one.key()));
        if (now != Numbering.NONE) {
            layer.then().put(now, then);
            befores.computeIfAbsent(now, unseen -> new ArrayList<>()).add(new Before(one, then));
        }
    }

    /** The cell of a key, which recipients do not get now if it is not there yet. */
    private int untold(long key, long value) {
        return cells.add(key, value, sensitivities.apply(key), 0, false);
    }

    private void changes(int now, List<Before> all) {
        var sensitivity = sensitivities.apply(cells.keyOf(now));
        if (sensitivity.below() == 0) {
            return;
        }
        boolean isTold = told.has(now) && !isRepeated(now, all, sensitivity.below());
        int later = Numbering.NONE;
        for (var before : all.reversed()) {
            int then = before.then();
            int change = cells.addChange(now, then, sensitivity);
            if (isTold && cells.value(change) >= sensitivity.below()) {
                cells.known(change, new Range(sensitivity.below(), Cell.VALUE_MAX));
            }
            if (later != Numbering.NONE && later != then) {
                cells.addChange(later, then, sensitivity);
            }
            later = then;
        }
    }

    /** Whether what was told before is repeated, because the count changed by too little since. */
    private boolean isRepeated(int now, List<Before> all, int below) {
        var said = all.stream().filter(before -> !before.earlier().isSilent()).toList();
        if (said.isEmpty()) {
            return false;
        }
        var own = last(said, Earlier::isOwn);
        var standing = last(said, Earlier::stands);
        var last = standing == null ? said.getLast() : standing;
        told.last(now, last.earlier());
        if (own != null) {
            told.last(now, own.earlier());
        }
        if (standing == null) {
            return false;
        }
        long value = cells.value(now);
        boolean isSmall = value == last.earlier().value()
                || said.stream()
                        .map(Before::earlier)
                        .anyMatch(one -> one.stands() && isSmall(value - one.value(), below));
        boolean isOwn = own != null
                && (own.equals(last)
                        || isSmall(last.earlier().value() - own.earlier().value(), below));
        if (isSmall && isOwn) {
            told.repeat(now);
        } else if (isSmall) {
            told.showAs(now, last.then(), last.earlier());
        }
        return isSmall;
    }

    private static @Nullable Before last(List<Before> all, Predicate<Earlier> kind) {
        return all.stream()
                .filter(before -> kind.test(before.earlier()))
                .reduce((one, other) -> other)
                .orElse(null);
    }

    private static boolean isSmall(long change, int below) {
        return change != 0 && Math.abs(change) < below;
    }

    /** Adds those left over in earlier layers, and what changed of them, to numerators and denominators of now. */
    void addShares(Shares shares) {
        int count = shares.count();
        for (int share = 0; share < count; share++) {
            var now = new Share(shares.part(share), shares.whole(share));
            for (var layer : layers) {
                @Nullable Integer part = layer.then().get(now.part());
                @Nullable Integer whole = layer.then().get(now.whole());
                if (part != null && whole != null) {
                    var rest = shares.rest(share);
                    shares.add(part, whole, rest);
                    cells.addChangeOfRest(now, new Share(part, whole), new Sensitivity(rest.below(), false));
                }
            }
        }
    }
}
