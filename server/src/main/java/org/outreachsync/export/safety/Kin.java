package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
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
    /** Of each of those left over the numerator, or the complement of the number of several parts. */
    private int[] parts = new int[CAPACITY];

    private final List<Several> several = new ArrayList<>();
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

    /** Adds what is left of a whole without some parts of it. */
    int addRest(int whole, int[] some, Sensitivity sensitivity) {
        return add(new Several(Several.Form.LEFT, new int[] {whole}, some, whole, some), sensitivity);
    }

    /** Adds a count that recipients can only work out. Its number follows all others. */
    int add(Several one, Sensitivity sensitivity) {
        several.add(one);
        return addRest(one.whole(), ~(several.size() - 1), sensitivity);
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

    /** Whether a cell, which is no rest, is one of these. */
    boolean has(int cell) {
        return Arrays.binarySearch(own, cell) >= 0;
    }

    boolean isRest(int cell) {
        return cell >= cells.count();
    }

    /** The numbers of those who are left over. */
    int[] rests() {
        return IntStream.range(cells.count(), cells.count() + rests).toArray();
    }

    /** Whether a rest is what is left of a denominator without its numerator. */
    boolean isRestOfShare(int cell) {
        return isRest(cell) && parts[cell - cells.count()] >= 0;
    }

    /** What a whole lacks in a rest. */
    int[] partsOfRest(int cell) {
        int part = parts[cell - cells.count()];
        return part >= 0 ? new int[] {part} : several.get(~part).parts();
    }

    private boolean has(int cell, Several.Form form) {
        int part = isRest(cell) ? parts[cell - cells.count()] : 0;
        return part < 0 && several.get(~part).form() == form;
    }

    /** Whether it counts the people of one count who are not in another one. */
    boolean isBeside(int cell) {
        return has(cell, Several.Form.BESIDE);
    }

    /** Whether it counts the people of a known count who are in no part: whoever joins the part leaves it. */
    boolean isBesideKnown(int cell) {
        return isBeside(cell) && !has(wholeOfRest(cell));
    }

    /** Whether it counts those who are in each of some counts. */
    boolean isInAll(int cell) {
        return has(cell, Several.Form.IN_ALL);
    }

    /** Whether it is by how much a difference changed since an earlier export. */
    boolean isChange(int cell) {
        return has(cell, Several.Form.CHANGE);
    }

    /** The denominator of a rest, or the whole. */
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
        if (!isRest(cell)) {
            return cells.value(cell);
        }
        int part = parts[cell - cells.count()];
        return part >= 0
                ? cells.value(wholeOfRest(cell)) - cells.value(part)
                : sum(several.get(~part).more()) - sum(several.get(~part).less());
    }

    /** A cell as it is made safe. */
    Cell made(int cell) {
        if (!isRest(cell)) {
            return cells.cell(cell);
        }
        return new Cell(() -> nameOfRest(cell), value(cell), sensitivities[cell - cells.count()], 0, false);
    }

    private String nameOfRest(int rest) {
        var without = Arrays.stream(partsOfRest(rest)).mapToObj(cells::name).collect(Collectors.joining(", "));
        int part = parts[rest - cells.count()];
        var form = part >= 0 ? Several.Form.LEFT : several.get(~part).form();
        return form.word()
                + cells.name(wholeOfRest(rest))
                + (form == Several.Form.IN_ALL ? ": " : " without ")
                + without;
    }

    /** Whether a rest is what other funding sources have of an area. */
    private boolean isOfSources(int cell) {
        int area = cells.area(wholeOfRest(cell));
        return has(cell, Several.Form.LEFT)
                && Arrays.stream(partsOfRest(cell)).allMatch(part -> cells.area(part) == area);
    }

    /** What recipients know of a cell. Whoever knows the programme knows that it has no other funding sources. */
    Range known(int cell) {
        if (isRest(cell)) {
            boolean isKnown = has(cell, Several.Form.KNOWN);
            return isKnown || (isOfSources(cell) && value(cell) == 0) ? Range.of(value(cell)) : Range.ANY;
        }
        return cells.known(cell);
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

    /**
     * The same, and if little is left of a whole that may be told, what is left is a count that nobody may work out.
     */
    void withinOrRest(int[] some, int whole, Sensitivity ofRest) {
        var sensitivity = new Sensitivity(ofRest.below(), false);
        long sum = sum(some);
        boolean isLittle = sum > 0 && value(whole) > sum && sensitivity.covers(value(whole) - sum);
        if (isLittle && !cells.isSmall(whole)) {
            int[] all = Arrays.copyOf(some, some.length + 1);
            all[some.length] = addRest(whole, some, sensitivity);
            sum(whole, all);
        } else {
            within(some, whole);
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

    long sum(int[] some) {
        long sum = 0;
        for (int cell : some) {
            sum += value(cell);
        }
        return sum;
    }
}
