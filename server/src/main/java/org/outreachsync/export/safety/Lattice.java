package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private long[] nodes = new long[CAPACITY];
    private int count;

    /** Finds the smallest areas that contain each. */
    interface Above {

        /** @param about a subject and an area of each */
        int[][] of(List<int[]> about, boolean isAtTheEnd);
    }

    /** Takes two cells. */
    interface Pair {
        void take(int part, int whole);
    }

    /** Of these cells. */
    Lattice(Cells cells, Kinds kinds, int[] people, Above above) {
        this.cells = cells;
        this.kinds = kinds;
        this.quantities = cells.subjects().kinds();
        this.isAtTheEnd = new boolean[quantities.size()];
        this.growths = new Growth[quantities.size()];
        for (int cell : people) {
            int subject = cells.subject(cell);
            int kind = cells.subjects().kind(subject);
            isAtTheEnd[kind] = quantities.get(kind).isAtTheEnd();
            growths[kind] = quantities.get(kind).growth();
            if (places.of(place(cell)) == about.size()) {
                about.add(new int[] {subject, cells.area(cell)});
            }
            subjects.put(Cells.key(0, kind, cells.subjects().source(subject)), subject);
            breakdowns.add(cells.groups().breakdown(cells.group(cell)));
        }
        this.aboveThen = above.of(about, false);
        this.aboveAtTheEnd = above.of(about, true);
    }

    private long place(int cell) {
        return Cells.key(0, cells.subjects().source(cells.subject(cell)), cells.area(cell));
    }

    /** Visits the nearest counts that contain one. */
    void above(int cell, Pair pair) {
        int subject = cells.subject(cell);
        count = 0;
        add(Cells.key(cells.subjects().kind(subject), places.of(place(cell)), cells.group(cell)));
        for (int at = 0; at < count; at++) {
            int kind = Cells.subjectOf(nodes[at]);
            int place = Cells.areaOf(nodes[at]);
            int group = Cells.groupOf(nodes[at]);
            for (int wider : kinds.above(kind)) {
                visit(cell, wider, place, group, pair);
            }
            for (int larger : larger(kind, place)) {
                if (isIn(kind, place, larger, group)) {
                    visit(cell, kind, larger, group, pair);
                }
            }
            for (var coarse : coarser(cells.groups().breakdown(group))) {
                visit(cell, kind, place, cells.groups().projected(group, coarse), pair);
            }
        }
    }

    /** Visits all counts of the same in larger areas and longer periods, without the nearest. */
    void larger(int cell, Pair pair) {
        int kind = cells.subjects().kind(cells.subject(cell));
        int group = cells.group(cell);
        var seen = new HashSet<Integer>();
        var open = new ArrayList<Integer>();
        int first = places.of(place(cell));
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

    private void visit(int cell, int kind, int place, int group, Pair pair) {
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

    private void add(long node) {
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * count);
        }
        nodes[count++] = node;
    }

    private int find(int kind, int place, int group) {
        int source = cells.subjects().source(about.get(place)[0]);
        var subject = subjects.get(Cells.key(0, kind, source));
        return subject == null ? Numbering.NONE : cells.find(Cells.key(subject, about.get(place)[1], group));
    }

    /** The next coarser breakdowns. */
    private List<Breakdown> coarser(Breakdown fine) {
        return coarser.computeIfAbsent(fine, unseen -> {
            var all = breakdowns.stream()
                    .filter(other -> cells.groups().refines(fine, other))
                    .toList();
            return all.stream()
                    .filter(one ->
                            all.stream().noneMatch(between -> cells.groups().refines(between, one)))
                    .toList();
        });
    }
}
