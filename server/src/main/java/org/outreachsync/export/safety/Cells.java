package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.export.safety.Areas.CellArea;

/**
 * Collects cells. A cell is a number, and so is what it is about: its subject, its area and its groups. Names are made
 * only for what is reported.
 */
final class Cells {

    private static final int CAPACITY = 64;
    private static final int BITS = 20;
    private static final long MASK = (1L << BITS) - 1;
    private static final int KIND = 62;
    private static final int PAIR = 31;
    private static final long REST = 1;
    private static final long MORE = 2;
    private static final long LESS = 3;

    private final Subjects subjects;
    private final Areas areas;
    private final GroupNumbers groups;
    private final Numbering numbers = new Numbering();
    private final Map<Integer, Range> known = new HashMap<>();
    private final List<Changed> changed = new ArrayList<>();
    private long[] values = new long[CAPACITY];
    private Sensitivity[] sensitivities = new Sensitivity[CAPACITY];
    private byte[] ranks = new byte[CAPACITY];
    private boolean[] isTold = new boolean[CAPACITY];

    /** No cells, about these. */
    Cells(Subjects subjects, Areas areas, GroupNumbers groups) {
        this.subjects = subjects;
        this.areas = areas;
        this.groups = groups;
    }

    Subjects subjects() {
        return subjects;
    }

    Areas areas() {
        return areas;
    }

    GroupNumbers groups() {
        return groups;
    }

    /** What a cell is about, packed. */
    static long key(int subject, int area, int group) {
        if ((subject | area | group) >> BITS != 0) {
            throw new IllegalArgumentException("too many subjects, areas or groups");
        }
        return ((((long) subject << BITS) | area) << BITS) | group;
    }

    /** Adds a cell that recipients are to get, or that is known from an earlier export, unless it is there. */
    int add(long key, long value, Sensitivity sensitivity, int rank, boolean told) {
        int known = numbers.size();
        int cell = numbers.of(key);
        if (cell == known) {
            put(cell, value, sensitivity, rank, told);
        }
        return cell;
    }

    /** Adds the count of what came in since an earlier export, or of what was taken out: recipients can work it out. */
    int addChange(int later, int earlier, Sensitivity sensitivity) {
        long more = value(later) - value(earlier);
        long key = ((more >= 0 ? MORE : LESS) << KIND) | ((long) later << PAIR) | earlier;
        int change = add(key, Math.abs(more), sensitivity, 0, false);
        changed.add(
                more >= 0
                        ? new Changed(new int[] {later}, new int[] {earlier, change})
                        : new Changed(new int[] {earlier}, new int[] {later, change}));
        return change;
    }

    /** Adds by how much those left over changed. */
    void addChangeOfRest(Share later, Share earlier, Sensitivity sensitivity) {
        long more = value(later.whole) - value(later.part) - value(earlier.whole) + value(earlier.part);
        long key = (REST << KIND) | ((long) earlier.whole << PAIR) | earlier.part;
        int change = add(key, Math.abs(more), sensitivity, 0, false);
        changed.add(
                more >= 0
                        ? new Changed(
                                new int[] {later.whole, earlier.part}, new int[] {earlier.whole, later.part, change})
                        : new Changed(
                                new int[] {earlier.whole, later.part}, new int[] {later.whole, earlier.part, change}));
    }

    /** The cells of a numerator and of its denominator. */
    record Share(int part, int whole) {}

    /** What everybody knows of counts that changed: two lists of cells have the same sum. */
    record Changed(int[] ones, int[] others) {}

    /** Recipients are to get it, too. */
    void tell(int cell, int rank) {
        isTold[cell] = true;
        ranks[cell] = (byte) rank;
    }

    /** Recipients are not to get it. */
    void hide(int cell) {
        isTold[cell] = false;
    }

    boolean isTold(int cell) {
        return isTold[cell];
    }

    int rank(int cell) {
        return ranks[cell];
    }

    /** Whether its count must not become known. */
    boolean isSmall(int cell) {
        return sensitivities[cell].covers(values[cell]);
    }

    List<Changed> changed() {
        return changed;
    }

    Sensitivity sensitivity(int cell) {
        return sensitivities[cell];
    }

    private void put(int cell, long value, Sensitivity sensitivity, int rank, boolean told) {
        if (cell == values.length) {
            values = Arrays.copyOf(values, 2 * cell);
            sensitivities = Arrays.copyOf(sensitivities, 2 * cell);
            ranks = Arrays.copyOf(ranks, 2 * cell);
            isTold = Arrays.copyOf(isTold, 2 * cell);
        }
        values[cell] = value;
        sensitivities[cell] = sensitivity;
        ranks[cell] = (byte) rank;
        isTold[cell] = told;
    }

    int count() {
        return numbers.size();
    }

    /** The cell that is about this; {@link Numbering#NONE} for none. */
    int find(long key) {
        return numbers.find(key);
    }

    long value(int cell) {
        return values[cell];
    }

    /** Whether it is about a subject, an area and groups; otherwise it is a change. */
    boolean isPlain(int cell) {
        return numbers.key(cell) >>> KIND == 0;
    }

    /** The cell of the earlier export since which something changed: of those left over, that of the numerator. */
    int thenOf(int change) {
        return (int) numbers.key(change) & Integer.MAX_VALUE;
    }

    /** The subject of any cell. */
    int subjectOfAny(int cell) {
        return subject(isPlain(cell) ? cell : thenOf(cell));
    }

    /** What a plain cell is about, packed as {@link #key} does. */
    long keyOf(int cell) {
        return numbers.key(cell);
    }

    /** The subject in a packed key. */
    static int subjectOf(long key) {
        return (int) (key >>> (2 * BITS));
    }

    /** The area in a packed key. */
    static int areaOf(long key) {
        return (int) ((key >>> BITS) & MASK);
    }

    /** The groups in a packed key. */
    static int groupOf(long key) {
        return (int) (key & MASK);
    }

    int subject(int cell) {
        return subjectOf(numbers.key(cell));
    }

    int area(int cell) {
        return areaOf(numbers.key(cell));
    }

    int group(int cell) {
        return groupOf(numbers.key(cell));
    }

    Quantity quantity(int cell) {
        return subjects.quantity(subject(cell));
    }

    /** Plain cells by how they are broken down, in their order. */
    Map<Breakdown, List<Integer>> byBreakdown(int[] some) {
        var found = new LinkedHashMap<Breakdown, List<Integer>>();
        for (int cell : some) {
            found.computeIfAbsent(groups.breakdown(group(cell)), unseen -> new ArrayList<>())
                    .add(cell);
        }
        return found;
    }

    /** Which count a plain cell is. */
    CellKey key(int cell) {
        CellArea area = areas.area(area(cell));
        return new CellKey(
                quantity(cell).name(),
                groups.ageScheme(group(cell)),
                subjects.project(subject(cell)),
                area.area(),
                area.scope(),
                area.period(),
                groups.groups(group(cell)));
    }

    /** Its name; no two cells share one. */
    String name(int cell) {
        if (isPlain(cell)) {
            // As the name of its key, put together from parts that many share.
            int subject = subject(cell);
            return subjects.quantity(subject).name() + "|" + groups.ageScheme(group(cell)) + "|"
                    + subjects.project(subject) + "|" + areas.name(area(cell)) + "|" + groups.words(group(cell));
        }
        int later = (int) (numbers.key(cell) >>> PAIR) & Integer.MAX_VALUE;
        var earlier = name(thenOf(cell));
        long kind = numbers.key(cell) >>> KIND;
        return kind == REST
                ? "change since the rest of " + name(later) + " without " + earlier
                : (kind == MORE ? "came in to " : "taken out of ") + name(later) + " since " + earlier;
    }

    /** A cell as it is made safe. */
    Cell cell(int cell) {
        return new Cell(() -> name(cell), values[cell], sensitivities[cell], ranks[cell], isTold[cell]);
    }

    /** What recipients know of a cell. */
    Range known(int cell) {
        return known.getOrDefault(cell, Range.ANY);
    }

    /** Recipients know this of a cell. */
    void known(int cell, Range range) {
        known.merge(cell, range, Range::and);
    }
}
