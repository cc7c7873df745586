package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;

/**
 * The counts of lines, numbered from 0 in the order of the lines, and what recipients are told of them. Two lines that
 * show the same count share its number.
 */
public final class ToldCounts {

    private final Cells cells;
    private final AsTold asTold = new AsTold();
    private final List<int[]> numerators = new ArrayList<>();
    private final List<int[]> denominators = new ArrayList<>();
    /** Most counts are told like many others. */
    private final Map<Told, Told> shared = new ConcurrentHashMap<>();

    private @Nullable Told[] told = {};
    private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
    private int size;
    private int counted;
    private final Map<Integer, Earlier> last = new HashMap<>();
    /** The cells that are shown instead of counts. */
    private final Map<Integer, Integer> shown = new HashMap<>();

    private final Map<Integer, Integer> countOf = new HashMap<>();
    private final Map<Integer, Earlier> earlierOf = new HashMap<>();

    ToldCounts(Cells cells) {
        this.cells = cells;
    }

    /** Adds the cells of the lines of a table. Nothing else has been added to the cells. */
    void add(SafetyTable.Lines lines) {
        numerators.add(lines.parts());
        denominators.add(lines.wholes());
        size = cells.count();
        told = Arrays.copyOf(told, size);
    }

    /** All that is counted now has been added to the cells. */
    void count() {
        counted = cells.count();
    }

    /** How many counts there are with those of which recipients get nothing now. */
    public int counted() {
        return counted;
    }

    /** Whether it is the number of a count of lines. */
    boolean has(int cell) {
        return cell < size;
    }

    /** Nothing came in since the states of these names. */
    void current(Set<String> states) {
        asTold.current(states);
    }

    /** This was told before of a count. */
    void before(int count, Earlier earlier) {
        if (count != Numbering.NONE && has(count)) {
            asTold.note(count, earlier);
        }
    }

    /** This was told before of a count. It is repeated if nothing else is told; rather what this recipient was told. */
    void last(int count, Earlier earlier) {
        last.merge(count, earlier, (one, other) -> one.isOwn() && !other.isOwn() ? one : other);
    }

    /** What was told last of a count is repeated. */
    void repeat(int count) {
        cells.hide(count);
        shown.put(count, Numbering.NONE);
    }

    /** An earlier figure is told instead of a count, by the policy of this recipient. */
    void showAs(int count, int then, Earlier earlier) {
        cells.tell(then, cells.rank(count));
        cells.hide(count);
        shown.put(count, then);
        earlierOf.put(then, earlier);
        countOf.put(then, count);
    }

    /** What was told last is repeated instead of a cell that is to be told, if something was. Tells whether it is. */
    boolean repeatIfTold(int cell) {
        boolean isRepeated = cells.isTold(cell) && last.containsKey(countOf.getOrDefault(cell, cell));
        if (isRepeated) {
            cells.hide(cell);
        }
        return isRepeated;
    }

    /** Nothing is said of a cell that is to be told. */
    void silence(int cell) {
        if (cells.isTold(cell)) {
            cells.hide(cell);
            told[cell] = Earlier.NOTHING;
            silent.add(cell);
        }
    }

    /** All cells are there. */
    void complete() {
        told = Arrays.copyOf(told, cells.count());
    }

    void tell(int cell, @Nullable Told is) {
        if (cell < told.length) {
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
        var before = repeats(count);
        return before == null ? Objects.requireNonNull(told[count]) : before.told();
    }

    /** What was told before and is repeated; null if recipients are told what is counted now. */
    public @Nullable Earlier repeats(int count) {
        int cell = shown.getOrDefault(count, count);
        var is = cell == Numbering.NONE ? null : told[cell];
        boolean isLeftOutForOthers = is instanceof Told.LeftOut && !cells.isSmall(cell);
        var before = last.get(count);
        if (before != null && (is == null || isLeftOutForOthers)) {
            return before;
        }
        var earlier = earlierOf.get(cell);
        return earlier == null || is == null ? null : earlier.toldAs(is);
    }

    /** Whether recipients are told no figure at all. */
    public boolean isSilent() {
        return IntStream.range(0, size).allMatch(count -> told(count) instanceof Told.LeftOut);
    }

    /** How many counts are left out, by the reason. */
    public LeftOut leftOut() {
        int small = 0;
        int others = 0;
        int unsaid = 0;
        for (int count = 0; count < size; count++) {
            if (told(count) instanceof Told.LeftOut) {
                boolean isSilent = silent.contains(count);
                unsaid += isSilent ? 1 : 0;
                small += !isSilent && cells.isSmall(count) ? 1 : 0;
                others += !isSilent && !cells.isSmall(count) ? 1 : 0;
            }
        }
        return new LeftOut(size, small, others, unsaid);
    }

    /** What recipients are told of the numerator of a line; null if it has none. */
    public @Nullable Told numerator(int table, int line) {
        return ofLine(numerators.get(table)[line]);
    }

    /** What recipients are told of the denominator of a line; null if it has none, or one that people entered. */
    public @Nullable Told denominator(int table, int line) {
        return ofLine(denominators.get(table)[line]);
    }

    /** Whether the numerator of a line is as in an earlier report. */
    public boolean isNumeratorAsTold(int table, int line) {
        return isAsTold(numerators.get(table)[line]);
    }

    /** Whether the denominator of a line is as in an earlier report. */
    public boolean isDenominatorAsTold(int table, int line) {
        return isAsTold(denominators.get(table)[line]);
    }

    private boolean isAsTold(int count) {
        return count != Numbering.NONE && asTold.is(count, told(count));
    }

    private @Nullable Told ofLine(int count) {
        return count == Numbering.NONE ? null : told(count);
    }
}
