package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.outreachsync.export.safety.Quantity.Growth;

/**
 * Finds the counts that contain a count of people. It goes from what is counted, where, and of whom to the next wider
 * one in any of these, and on from there if nobody counted that.
 */
final class Lattice {

    private static final int CAPACITY = 16;

    private final Cells cells;
    private final Kinds kinds;
    private final List<Quantity> quantities;
    private final boolean[] isAtTheEnd;
    private final Growth[] growths;
    private final Numbering places = new Numbering();
    private final List<int[]> about = new ArrayList<>();
    private final int[][] aboveThen;
    private final int[][] aboveAtTheEnd;
    private final Map<Long, Integer> subjects = new HashMap<>();
    private final Map<Breakdown, List<Breakdown>> coarser = new HashMap<>();
    private final Set<Breakdown> breakdowns = new LinkedHashSet<>();

    /** Takes two cells. */
    interface Pair {
        void take(int part, int whole);
    }

    /** Of these cells, each in an area of a funding source. */
    Lattice(Cells cells, Kinds kinds, int[] people, Extents extents) {
        this.cells = cells;
        this.kinds = kinds;
        this.quantities = cells.subjects().kinds();
        this.isAtTheEnd = new boolean[quantities.size()];
        this.growths = new Growth[quantities.size()];
        for (int kind = 0; kind < growths.length; kind++) {
            isAtTheEnd[kind] = quantities.get(kind).isAtTheEnd();
            growths[kind] = quantities.get(kind).growth();
        }
        for (int cell : people) {
            int subject = cells.subject(cell);
            if (places.of(place(cell)) == about.size()) {
                about.add(new int[] {subject, cells.area(cell)});
            }
            subjects.put(
                    Cells.key(
                            0, cells.subjects().kind(subject), cells.subjects().source(subject)),
                    subject);
            breakdowns.add(cells.groups().breakdown(cells.group(cell)));
        }
        this.aboveThen = above(extents, false);
        this.aboveAtTheEnd = above(extents, true);
        for (var breakdown : breakdowns) {
            coarser.put(breakdown, coarser(breakdown));
        }
    }

    /** Of all areas the smallest ones that contain each. */
    private int[][] above(Extents extents, boolean isAtTheEnd) {
        var sets = about.stream()
                .map(one -> extents.of(one[0], one[1], isAtTheEnd))
                .toList();
        int[] layers = about.stream()
                .mapToInt(one -> cells.areas().layerNumber(one[1]))
                .toArray();
        var found = new int[sets.size()][];
        Arrays.setAll(found, one -> smallest(one, sets, layers));
        return found;
    }

    private static int[] smallest(int one, List<BitSet> sets, int[] layers) {
        int size = sets.get(one).cardinality();
        var inOrder = IntStream.range(0, layers.length)
                .filter(other -> other != one && size > 0 && layers[other] == layers[one])
                .filter(other -> Partitions.isWithin(sets.get(one), sets.get(other)))
                // Of areas that are the same, the first is in the second.
                .filter(other -> other > one || sets.get(other).cardinality() > size)
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

    private long place(int cell) {
        return Cells.key(0, cells.subjects().source(cells.subject(cell)), cells.area(cell));
    }

    /** Visits the nearest counts that contain one. */
    void above(int cell, Pair pair) {
        int subject = cells.subject(cell);
        var way = new Way(cell, pair);
        way.add(Cells.key(cells.subjects().kind(subject), places.find(place(cell)), cells.group(cell)));
        for (int at = 0; at < way.count; at++) {
            long node = way.nodes[at];
            int kind = Cells.subjectOf(node);
            int place = Cells.areaOf(node);
            int group = Cells.groupOf(node);
            for (int wider : kinds.above(kind)) {
                way.visit(wider, place, group);
            }
            for (int larger : larger(kind, place)) {
                if (isIn(kind, place, larger, group)) {
                    way.visit(kind, larger, group);
                }
            }
            for (var coarse : coarser.getOrDefault(cells.groups().breakdown(group), List.of())) {
                way.visit(kind, place, cells.groups().projected(group, coarse));
            }
        }
    }

    /** What was looked at on the way up from a cell. */
    private final class Way {

        private final int cell;
        private final Pair pair;
        private long[] nodes = new long[CAPACITY];
        private int count;

        Way(int cell, Pair pair) {
            this.cell = cell;
            this.pair = pair;
        }

        void visit(int kind, int place, int group) {
            long node = Cells.key(kind, place, group);
            for (int at = 0; at < count; at++) {
                if (nodes[at] == node) {
                    return;
                }
            }
            int found = find(kind, place, group);
            if (found == Numbering.NONE) {
                add(node);
            } else if (found != cell) {
                pair.take(cell, found);
            }
        }

        void add(long node) {
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * count);
            }
            nodes[count++] = node;
        }
    }

    /** Visits all counts of the same in larger areas and longer periods, without the nearest. */
    void larger(int cell, Pair pair) {
        int kind = cells.subjects().kind(cells.subject(cell));
        int group = cells.group(cell);
        var seen = new HashSet<Integer>();
        var open = new ArrayList<Integer>();
        int first = places.find(place(cell));
        for (int near : larger(kind, first)) {
            if (isIn(kind, first, near, group) && seen.add(near)) {
                open.add(near);
            }
        }
        for (int at = 0; at < open.size(); at++) {
            for (int far : larger(kind, open.get(at))) {
                if (isIn(kind, first, far, group) && seen.add(far)) {
                    open.add(far);
                    int whole = find(kind, far, group);
                    if (whole != Numbering.NONE) {
                        pair.take(cell, whole);
                    }
                }
            }
        }
    }

    private int[] larger(int kind, int place) {
        return growths[kind] == Growth.NEVER ? new int[0] : isAtTheEnd[kind] ? aboveAtTheEnd[place] : aboveThen[place];
    }

    private boolean isIn(int kind, int place, int larger, int group) {
        int area = about.get(place)[1];
        int other = about.get(larger)[1];
        return Containments.isSameAge(cells, area, other, group)
                && (growths[kind] == Growth.ALWAYS
                        || cells.areas().period(area).equals(cells.areas().period(other)));
    }

    private int find(int kind, int place, int group) {
        int source = cells.subjects().source(about.get(place)[0]);
        var subject = subjects.get(Cells.key(0, kind, source));
        return subject == null ? Numbering.NONE : cells.find(Cells.key(subject, about.get(place)[1], group));
    }

    /** The next coarser breakdowns. */
    private List<Breakdown> coarser(Breakdown fine) {
        var all = breakdowns.stream()
                .filter(other -> cells.groups().refines(fine, other))
                .toList();
        return all.stream()
                .filter(one -> all.stream().noneMatch(between -> cells.groups().refines(between, one)))
                .toList();
    }
}
