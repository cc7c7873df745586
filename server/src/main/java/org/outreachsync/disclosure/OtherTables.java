package org.outreachsync.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Searches for other tables that agree with all that recipients know, and differ in a given cell. Starts with that one
 * change, and mends one broken relation after the other by changing one more cell, the cheapest way first. All
 * arithmetic is exact and the order is fixed, so the same table always gives the same result.
 */
final class OtherTables {

    /** The most partial tables that one search looks at where cells may be left out. */
    static final int STEPS_MAX = 4_000;

    /** As many where all cells nearby are given up, and only a refusal is left. */
    static final int STEPS_LAST_MAX = 100_000;

    /** As many where nothing is left out: what can be found is found at once, or not at all. */
    static final int STEPS_AS_TOLD_MAX = 300;

    /** The most cells by which one relation is tried to be mended. */
    static final int WAYS_MAX = 12;

    /** About what mending one broken relation costs when a cell must be left out for it. */
    private static final long MEND_COST = 4_000;

    private final Knowledge knowledge;

    OtherTables(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /**
     * Another table.
     *
     * @param changes by how much its cells differ from the true counts
     * @param leftOut cells that must be left out before recipients can believe in it
     */
    record Found(Map<Integer, Long> changes, List<Integer> leftOut) {}

    /**
     * One step of a search.
     *
     * @param cost of its changes
     * @param expected its cost and what mending its broken relations will cost about
     */
    private record Step(PartialTable table, long cost, long expected, int number) {}

    /** One more change of a cell, and what it costs. */
    private record Way(int cell, long change, boolean isWhole, long cost) {}

    private static final Comparator<Way> CHEAPEST = Comparator.comparingLong(Way::cost)
            .thenComparing(Way::isWhole, Comparator.reverseOrder())
            .thenComparingInt(Way::cell);

    /**
     * Searches.
     *
     * @param cell that differs
     * @param by how much it differs
     * @param mayLeaveOut whether cells that are told may be left out for it
     * @param stepsMax the most partial tables to look at
     * @return null when there is none, or none was found within the limits
     */
    @Nullable
    Found find(int cell, long by, boolean mayLeaveOut, int stepsMax) {
        var range = mayLeaveOut ? knowledge.widest(cell) : knowledge.range(cell);
        if (!range.has(knowledge.value(cell) + by)) {
            return null;
        }
        long mend = mayLeaveOut ? MEND_COST : 1;
        var open = new PriorityQueue<>(Comparator.comparingLong(Step::expected).thenComparingInt(Step::number));
        var seen = new HashSet<Long>();
        open.add(new Step(PartialTable.unchanged().with(knowledge, cell, by), 0, 0, 0));
        int number = 0;
        for (int steps = 0; steps < stepsMax && !open.isEmpty(); steps++) {
            var step = open.remove();
            int broken = step.table().firstBroken(knowledge);
            if (broken < 0) {
                return found(step.table());
            }
            for (var way : ways(broken, step.table(), cell, mayLeaveOut)) {
                var table = step.table().with(knowledge, way.cell(), way.change());
                if (seen.add(table.fingerprint())) {
                    long cost = step.cost() + way.cost();
                    open.add(new Step(table, cost, cost + table.broken(knowledge) * mend, ++number));
                }
            }
        }
        return null;
    }

    private Found found(PartialTable table) {
        var changes = table.changes();
        var leftOut = changes.entrySet().stream()
                .filter(change ->
                        !knowledge.range(change.getKey()).has(knowledge.value(change.getKey()) + change.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new Found(changes, leftOut);
    }

    private List<Way> ways(int number, PartialTable table, int fixed, boolean mayLeaveOut) {
        var link = knowledge.link(number);
        long missing = -table.sum(number);
        var ways = new ArrayList<Way>();
        for (int at = 0; at < link.cells().length; at++) {
            int cell = link.cells()[at];
            if (cell != fixed) {
                long wanted = missing * link.signs()[at];
                long before = table.change(cell);
                add(ways, cell, wanted, before, knowledge.range(cell), 1);
                if (mayLeaveOut && knowledge.mayLeaveOut(cell)) {
                    boolean isPaid = !knowledge.range(cell).has(knowledge.value(cell) + before);
                    add(ways, cell, wanted, before, knowledge.widest(cell), isPaid ? 1 : 1 + knowledge.cost(cell));
                }
            }
        }
        ways.sort(CHEAPEST);
        return ways.size() > WAYS_MAX ? ways.subList(0, WAYS_MAX) : ways;
    }

    /** A cell is never changed back, so that a search comes to an end. */
    private void add(List<Way> ways, int cell, long wanted, long before, Range range, long cost) {
        long now = knowledge.value(cell) + before;
        long change = Math.clamp(now + wanted, range.least(), range.most()) - now;
        boolean isForward = change != 0 && Long.signum(change) == Long.signum(wanted);
        boolean isBack = before != 0 && Long.signum(before) != Long.signum(change);
        if (isForward && !isBack) {
            ways.add(new Way(cell, change, change == wanted, cost));
        }
    }
}
