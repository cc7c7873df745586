package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;

/**
 * The counts of lines, numbered from 0 in the order of the lines, and what recipients are told of them. Two lines that
 * show the same count share its number.
 */
public final class ToldCounts {

    private final Cells cells;
    private final List<int[]> numerators = new ArrayList<>();
    private final List<int[]> denominators = new ArrayList<>();
    /** Most counts are told like many others. */
    private final Map<Told, Told> shared = new ConcurrentHashMap<>();

    private @Nullable Told[] told = {};
    private int size;

    ToldCounts(Cells cells) {
        this.cells = cells;
    }

    /** Adds the cells of the lines of a table. Nothing else has been added to the cells. */
    void add(int[] parts, int[] wholes) {
        numerators.add(parts);
        denominators.add(wholes);
        size = cells.count();
        told = Arrays.copyOf(told, size);
    }

    void tell(int cell, @Nullable Told is) {
        if (cell < size) {
            told[cell] = is == null ? null : shared.computeIfAbsent(is, same -> same);
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Which count it is. */
    public CellKey key(int count) {
        return cells.key(count);
    }

    /** The exact count. */
    public long value(int count) {
        return cells.value(count);
    }

    /** What recipients are told of it, once all families are safe. */
    public Told told(int count) {
        return Objects.requireNonNull(told[count]);
    }

    /** What recipients are told of the numerator of a line; null if it has none. */
    public @Nullable Told numerator(int table, int line) {
        return ofLine(numerators.get(table)[line]);
    }

    /** What recipients are told of the denominator of a line; null if it has none, or one that people entered. */
    public @Nullable Told denominator(int table, int line) {
        return ofLine(denominators.get(table)[line]);
    }

    private @Nullable Told ofLine(int count) {
        return count == Numbering.NONE ? null : told(count);
    }
}
