package org.outreachsync.export.safety;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Relations;
import org.outreachsync.disclosure.Sensitivity;

/**
 * The cells of subjects that may be related, with those who are left over, and the relations between them that hold. It
 * is made when it is needed, because all relations of an export together need several times the memory of its cells.
 */
final class Kin {

    private static final int CAPACITY = 64;

    private final Cells cells;
    private final int[] own;
    private final int[] places;
    private final Relations relations = new Relations();
    private int[] wholes = new int[CAPACITY];
    private int[] parts = new int[CAPACITY];
    private Sensitivity[] sensitivities = new Sensitivity[CAPACITY];
    private int rests;

    /**
     * No relations yet between these cells, in their order.
     *
     * @param places of all cells; receives the places of these
     */
    Kin(Cells cells, int[] own, int[] places) {
        this.cells = cells;
        this.own = own;
        this.places = places;
        for (int place = 0; place < own.length; place++) {
            places[own[place]] = place;
        }
    }

    Cells cells() {
        return cells;
    }

    /** Adds the count of those left over, which recipients can only work out. Its number follows all others. */
    int addRest(int whole, int part, Sensitivity sensitivity) {
        if (rests == wholes.length) {
            wholes = Arrays.copyOf(wholes, 2 * rests);
            parts = Arrays.copyOf(parts, 2 * rests);
            sensitivities = Arrays.copyOf(sensitivities, 2 * rests);
        }
        wholes[rests] = whole;
        parts[rests] = part;
        sensitivities[rests] = sensitivity;
        return cells.count() + rests++;
    }

    /** How many cells there are. */
    int count() {
        return own.length + rests;
    }

    /** The cell at a place: those who are left over come last. */
    int cell(int place) {
        return place < own.length ? own[place] : cells.count() + place - own.length;
    }

    /** The place of a cell. */
    int place(int cell) {
        return isRest(cell) ? own.length + cell - cells.count() : places[cell];
    }

    boolean has(int cell) {
        return places[cell] < own.length && own[places[cell]] == cell;
    }

    boolean isRest(int cell) {
        return cell >= cells.count();
    }

    /** The numbers of those who are left over. */
    int[] rests() {
        return IntStream.range(cells.count(), cells.count() + rests).toArray();
    }

    /** The denominator of a rest. */
    int wholeOfRest(int cell) {
        return wholes[cell - cells.count()];
    }

    /** The numerator of a rest. */
    int partOfRest(int cell) {
        return parts[cell - cells.count()];
    }

    /** Those that are about a subject, an area and groups, in order. */
    int[] plain() {
        return Arrays.stream(own).filter(cells::isPlain).toArray();
    }

    /** Those that have something in common. */
    Blocks by(IntToLongFunction common) {
        return new Blocks(plain(), common);
    }

    long value(int cell) {
        return isRest(cell) ? cells.value(wholeOfRest(cell)) - cells.value(partOfRest(cell)) : cells.value(cell);
    }

    /** A cell as it is made safe. */
    Cell made(int cell) {
        if (!isRest(cell)) {
            return cells.cell(cell);
        }
        var name = "rest of " + cells.name(wholeOfRest(cell)) + " without " + cells.name(partOfRest(cell));
        return new Cell(name, value(cell), sensitivities[cell - cells.count()], 0, false);
    }

    /** What recipients know of a cell. */
    Range known(int cell) {
        return isRest(cell) ? Range.ANY : cells.known(cell);
    }

    Relations relations() {
        return relations;
    }

    /** The parts add up to the whole. What does not hold is left out: nobody can know it. */
    void sum(int whole, int... some) {
        if (some.length > 0 && value(whole) == sum(some)) {
            relations.add(new int[] {whole}, some, true);
        }
    }

    /** Two lists of cells have the same sum. */
    void same(int[] ones, int[] others) {
        if (sum(ones) == sum(others)) {
            relations.add(ones, others, true);
        }
    }

    /** The parts are at most the whole together. */
    void within(int[] some, int whole) {
        if (some.length > 0 && sum(some) <= value(whole)) {
            relations.add(some, new int[] {whole}, false);
        }
    }

    /** Each of the parts is at most the whole. */
    void eachWithin(int[] some, int whole) {
        for (int part : some) {
            within(new int[] {part}, whole);
        }
    }

    /** The whole is at most its parts together. */
    void cover(int whole, int[] some) {
        if (value(whole) <= sum(some)) {
            relations.add(new int[] {whole}, some, false);
        }
    }

    private long sum(int[] some) {
        long sum = 0;
        for (int cell : some) {
            sum += value(cell);
        }
        return sum;
    }
}
