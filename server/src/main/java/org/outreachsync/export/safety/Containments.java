package org.outreachsync.export.safety;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/**
 * Counts of people of whom one contains the other: of a site and its region, of a month and its quarter, of one funding
 * source and all, of those who use a substance and everybody, of a narrower and a wider count. Whoever subtracts them
 * knows how many are in the one and not in the other.
 *
 * <p>Each count is related to the smallest ones that contain it. That is enough: the people between two counts that are
 * further apart are at least those between the neighbours on the way, which nobody can rule out to be as many as the
 * threshold.
 */
final class Containments {

    private static final int AGE = GroupNumbers.bit(Dimension.AGE);

    private final Cells cells;
    private final Areas areas;
    private final Kinds kinds;
    private final Shares shares;
    private final Extents extents;
    private final RestSensitivities rests;
    private final Map<LongBuffer, int[][]> known = new ConcurrentHashMap<>();

    /**
     * Of all cells, whose areas must have their numbers.
     *
     * @param kinds what is part of what
     * @param shares the pairs whose rest is a count already
     */
    Containments(Cells cells, Kinds kinds, Shares shares, Extents extents, RestSensitivities rests) {
        this.cells = cells;
        this.areas = cells.areas();
        this.kinds = kinds;
        this.shares = shares;
        this.extents = extents;
        this.rests = rests;
    }

    /** Adds what holds between them. */
    void addTo(Kin kin) {
        int[] people = Arrays.stream(kin.plain())
                .filter(cell -> !cells.quantity(cell).addsUp())
                .toArray();
        if (people.length > 0) {
            var relations = new PeopleRelations(kin);
            var lattice = new Lattice(cells, kinds, people, this::above);
            for (int cell : people) {
                lattice.above(cell, (part, whole) -> relate(relations, part, whole));
                if (areas.layerNumber(cells.area(cell)) > 0) {
                    lattice.larger(cell, (part, whole) -> changed(relations, part, whole));
                }
            }
        }
    }

    private void relate(PeopleRelations relations, int part, int whole) {
        if (!areGroupsOfOne(part, whole) && !shares.has(part, whole)) {
            boolean areFew = cells.value(whole) - cells.value(part) < rests.belowMax();
            relations.within(part, whole, areFew ? rests.of(whole, new int[] {part}) : Sensitivity.NONE);
            if (areas.layerNumber(cells.area(part)) > 0) {
                changed(relations, part, whole);
            }
        }
    }

    /** The groups of one count add up. */
    private boolean areGroupsOfOne(int part, int whole) {
        return cells.subject(part) == cells.subject(whole)
                && cells.area(part) == cells.area(whole)
                && cells.groups()
                        .breakdown(cells.group(part))
                        .addsUpTo(cells.groups().breakdown(cells.group(whole)));
    }

    private void changed(PeopleRelations relations, int part, int whole) {
        int partNow = now(part);
        int wholeNow = now(whole);
        if (partNow != Numbering.NONE && wholeNow != Numbering.NONE) {
            var now = new Cells.Share(partNow, wholeNow);
            relations.changed(now, new Cells.Share(part, whole), rests.of(whole, new int[] {part}));
        }
    }

    private int now(int cell) {
        return cells.find(Cells.key(cells.subject(cell), areas.now(cells.area(cell)), cells.group(cell)));
    }

    /**
     * Of some areas of funding sources the smallest ones that contain each. Most counts are about the same, so it is
     * looked for once.
     *
     * @param about a subject and an area of each
     */
    private int[][] above(List<int[]> about, boolean isAtTheEnd) {
        var key = new long[about.size() + 1];
        for (int at = 0; at < about.size(); at++) {
            key[at] = extents.key(about.get(at)[0], about.get(at)[1]);
        }
        key[about.size()] = isAtTheEnd ? 1 : 0;
        return known.computeIfAbsent(LongBuffer.wrap(key), unseen -> {
            var sets = about.stream()
                    .map(one -> extents.of(one[0], one[1], isAtTheEnd))
                    .toList();
            int[] layers =
                    about.stream().mapToInt(one -> areas.layerNumber(one[1])).toArray();
            var found = new int[sets.size()][];
            Arrays.setAll(found, one -> smallest(one, sets, layers));
            return found;
        });
    }

    private static int[] smallest(int one, List<BitSet> sets, int[] layers) {
        int size = sets.get(one).cardinality();
        int[] all = IntStream.range(0, layers.length)
                .filter(other -> other != one && size > 0 && layers[other] == layers[one])
                .filter(other -> Partitions.isWithin(sets.get(one), sets.get(other)))
                // Of areas that are the same, the first is in the second.
                .filter(other -> other > one || sets.get(other).cardinality() > size)
                .toArray();
        var inOrder = Arrays.stream(all)
                .boxed()
                .sorted(Comparator.comparingInt(
                                (Integer other) -> sets.get(other).cardinality())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var found = new ArrayList<Integer>();
        for (int other : inOrder) {
            if (found.stream().noneMatch(smaller -> Partitions.isWithin(sets.get(smaller), sets.get(other)))) {
                found.add(other);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Whether the people of one group in a period are in that group in another one: ages are those of its first year.
     */
    static boolean isSameAge(Cells cells, int area, int other, int group) {
        return (cells.groups().dimensions(group) & AGE) == 0
                || cells.areas().period(area).from().getYear()
                        == cells.areas().period(other).from().getYear();
    }
}
