package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Relations;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.export.safety.Areas.CellArea;

/**
 * Collects cells, and the relations between them that hold. A cell is a number, and so is what it is about: its
 * subject, its area and its groups. Names are made only for what is reported.
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
    private Relations relations = new Relations();
    private long[] values = new long[CAPACITY];
    private Sensitivity[] sensitivities = new Sensitivity[CAPACITY];
    private Range[] known = new Range[CAPACITY];
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

    /** Adds the count of those left over, which recipients can only work out. */
    int addRest(int whole, int part, Sensitivity sensitivity) {
        long key = (REST << KIND) | ((long) whole << PAIR) | part;
        return add(key, value(whole) - value(part), sensitivity, 0, false);
    }

    /** Adds the count of what came in since an earlier export, or of what was taken out: recipients can work it out. */
    int addChange(int then, boolean isMore, long value, Sensitivity sensitivity) {
        return add(((isMore ? MORE : LESS) << KIND) | then, value, sensitivity, 0, false);
    }

    private void put(int cell, long value, Sensitivity sensitivity, int rank, boolean told) {
        if (cell == values.length) {
            values = Arrays.copyOf(values, 2 * cell);
            sensitivities = Arrays.copyOf(sensitivities, 2 * cell);
            known = Arrays.copyOf(known, 2 * cell);
            ranks = Arrays.copyOf(ranks, 2 * cell);
            isTold = Arrays.copyOf(isTold, 2 * cell);
        }
        values[cell] = value;
        sensitivities[cell] = sensitivity;
        known[cell] = Range.ANY;
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

    /** Whether it is about a subject, an area and groups; otherwise it is a rest or a change. */
    boolean isPlain(int cell) {
        return numbers.key(cell) >>> KIND == 0;
    }

    boolean isRest(int cell) {
        return numbers.key(cell) >>> KIND == REST;
    }

    /** The denominator of a rest. */
    int wholeOfRest(int cell) {
        return (int) (numbers.key(cell) >>> PAIR) & Integer.MAX_VALUE;
    }

    /** The numerator of a rest. */
    int partOfRest(int cell) {
        return (int) numbers.key(cell) & Integer.MAX_VALUE;
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

    /** Those that are about a subject, an area and groups, in order. */
    int[] plain() {
        return IntStream.range(0, count()).filter(this::isPlain).toArray();
    }

    /** Those that have something in common. */
    Blocks by(IntToLongFunction common) {
        return new Blocks(plain(), common);
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
        long key = numbers.key(cell);
        if (isPlain(cell)) {
            // As the name of its key, put together from parts that many share.
            int subject = subject(cell);
            return subjects.quantity(subject).name() + "|" + groups.ageScheme(group(cell)) + "|"
                    + subjects.project(subject) + "|" + areas.name(area(cell)) + "|" + groups.words(group(cell));
        } else if (isRest(cell)) {
            return "rest of " + name(wholeOfRest(cell)) + " without " + name(partOfRest(cell));
        }
        return (key >>> KIND == MORE ? "came in to " : "taken out of ") + name((int) key & Integer.MAX_VALUE);
    }

    /** A cell as it is made safe. */
    Cell cell(int cell) {
        return new Cell(name(cell), values[cell], sensitivities[cell], ranks[cell], isTold[cell]);
    }

    /** What recipients know of a cell. */
    Range known(int cell) {
        return known[cell];
    }

    /** Recipients know this of a cell. */
    void known(int cell, Range range) {
        known[cell] = known[cell].and(range);
    }

    /** The relations, which are not kept here any longer. */
    Relations takeRelations() {
        var taken = relations;
        relations = new Relations();
        return taken;
    }

    /** The parts add up to the whole. What does not hold is left out: nobody can know it. */
    void sum(int whole, int... parts) {
        if (parts.length > 0 && value(whole) == sum(parts)) {
            relations.add(new int[] {whole}, parts, true);
        }
    }

    /** Two lists of cells have the same sum. */
    void same(int[] ones, int[] others) {
        if (sum(ones) == sum(others)) {
            relations.add(ones, others, true);
        }
    }

    /** The parts are at most the whole together. */
    void within(int[] parts, int whole) {
        if (parts.length > 0 && sum(parts) <= value(whole)) {
            relations.add(parts, new int[] {whole}, false);
        }
    }

    /** Each of the parts is at most the whole. */
    void eachWithin(int[] parts, int whole) {
        for (int part : parts) {
            within(new int[] {part}, whole);
        }
    }

    /** The whole is at most its parts together. */
    void cover(int whole, int[] parts) {
        if (value(whole) <= sum(parts)) {
            relations.add(new int[] {whole}, parts, false);
        }
    }

    private long sum(int[] cells) {
        long sum = 0;
        for (int cell : cells) {
            sum += values[cell];
        }
        return sum;
    }
}
