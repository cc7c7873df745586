package org.outreachsync.disclosure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Searches for other tables that agree with all that recipients know, and differ in a given cell. Changes that cell,
 * and mends one broken relation after the other by changing one more cell, the most promising way first. All arithmetic
 * is exact and the order is fixed, so the same table always gives the same result.
 *
 * <p>It stands at a table, and a search begins and ends there or at the table found. Partial tables are not copied: to
 * look at one, the changes back to a common step are undone and the others made.
 */
final class OtherTables {

    /** The most cells by which one relation is tried to be mended. */
    private static final int WAYS_MAX = 8;

    /** About what mending one broken relation costs, beside a cell of rank 0 at 1,000. */
    private static final long MEND_COST = 16_000;

    private static final long ANY_COST = 1_000;

    /** So much that of two partial tables the one with more changes is always looked at first. */
    private static final long DEEPER = 1_000_000_000L;

    private final Knowledge knowledge;
    private final Links links;
    private final Order order;
    private final Steps tried = new Steps();
    private final Ways ways = new Ways(WAYS_MAX);

    private final long[] now;
    private final long[] sums;
    /** By how much each cell is changed within the search. */
    private final long[] shifts;

    private final int[] changed;
    private final boolean[] isChanged;
    private int changedCount;
    private final Broken broken;

    private Effort effort = Effort.AS_TOLD;
    private boolean isDeep;
    private boolean mayLeaveOut;
    private Companions.@Nullable Person person;
    private int fixed;
    private long steps;
    private long far;

    OtherTables(Knowledge knowledge, Order order) {
        this.knowledge = knowledge;
        this.links = knowledge.links();
        this.order = order;
        this.now = knowledge.values();
        this.sums = links.sums();
        this.shifts = new long[now.length];
        this.changed = new int[now.length];
        this.isChanged = new boolean[now.length];
        this.broken = new Broken(links.count());
    }

    /** How many partial tables were looked at so far. */
    long steps() {
        return steps;
    }

    /** Goes to the true table. */
    void reset() {
        for (int at = 0; at < changedCount; at++) {
            int cell = changed[at];
            change(cell, knowledge.value(cell) - now[cell]);
            isChanged[cell] = false;
        }
        changedCount = 0;
    }

    /** Goes to another table. */
    void goTo(Proof proof, long times) {
        reset();
        for (int at = 0; at < proof.size(); at++) {
            note(proof.cell(at));
            change(proof.cell(at), proof.change(at) * times);
        }
    }

    /** The table at which it is. */
    Proof proof() {
        var cells = Arrays.stream(changed, 0, changedCount)
                .filter(cell -> now[cell] != knowledge.value(cell))
                .toArray();
        return new Proof(
                cells,
                Arrays.stream(cells)
                        .mapToLong(cell -> now[cell] - knowledge.value(cell))
                        .toArray());
    }

    /**
     * Searches.
     *
     * @param cell that changes
     * @param by how much it changes
     * @return whether a table was found; then it is there
     */
    boolean find(int cell, long by, Effort trying) {
        return find(cell, by, trying, null);
    }

    /**
     * Searches for persons like somebody, who are counted otherwise.
     *
     * @param by how many join the cell, or less than 0 for those who leave it
     * @param like whose cells may change, each as it would for them
     */
    boolean follow(int cell, long by, Companions.Person like) {
        return find(cell, by, Effort.ADDING, like);
    }

    private boolean find(int cell, long by, Effort trying, Companions.@Nullable Person like) {
        effort = trying;
        isDeep = effort.isDeep();
        mayLeaveOut = effort.mayLeaveOut();
        person = like;
        far = Math.abs(by);
        fixed = cell;
        if (!isAllowed(cell, now[cell] + by)) {
            return false;
        }
        tried.clear();
        tried.open(-1, cell, by, 0, 0);
        int at = -1;
        int step = tried.next();
        for (int count = 0; count < effort.stepsMax() && step >= 0; count++) {
            steps++;
            move(at, step);
            at = step;
            if (broken.count() == 0) {
                keep(step);
                return true;
            }
            open(step);
            step = tried.next();
        }
        move(at, -1);
        return false;
    }

    private boolean isAllowed(int cell, long value) {
        return knowledge.has(cell, value) || (mayLeaveOut && knowledge.couldHave(cell, value));
    }

    private void keep(int last) {
        for (int step = last; step >= 0; step = tried.from(step)) {
            note(tried.cell(step));
            shifts[tried.cell(step)] = 0;
        }
    }

    private void note(int cell) {
        if (!isChanged[cell]) {
            isChanged[cell] = true;
            changed[changedCount++] = cell;
        }
    }

    /** From the partial table of one step to that of another; -1 is where the search began. */
    private void move(int from, int to) {
        int up = from;
        int fork = to;
        while (up != fork) {
            if (tried.depth(up) >= tried.depth(fork)) {
                shift(tried.cell(up), -tried.change(up));
                up = tried.from(up);
            } else {
                fork = tried.from(fork);
            }
        }
        for (int step = to; step != fork; step = tried.from(step)) {
            shift(tried.cell(step), tried.change(step));
        }
    }

    private void shift(int cell, long by) {
        shifts[cell] += by;
        change(cell, by);
    }

    private void change(int cell, long by) {
        now[cell] += by;
        for (int at = links.startOf(cell); at < links.startOf(cell + 1); at++) {
            int link = links.linkOf(at);
            sums[link] += links.signOf(at) * by;
            broken.change(link, links.holds(link, sums[link]));
        }
    }

    /** Opens a step for each way to mend one broken relation. */
    private void open(int step) {
        int link = hardest();
        if (link < 0) {
            return;
        }
        ways.clear();
        long missing = -sums[link];
        // The hardest was counted to its end.
        int left = broken.ways(link);
        for (int at = links.start(link); left > 0; at++) {
            int cell = links.cell(at);
            long change = change(links.sign(at) * missing);
            if (isWay(cell, change)) {
                left--;
                long cost = cost(cell, change);
                ways.add(cell, change, cost, cost + MEND_COST * brokenBy(cell, change));
            }
        }
        long rest = MEND_COST * broken.count() - (isDeep ? DEEPER * (tried.depth(step) + 1) : 0);
        for (int way = 0; way < ways.count(); way++) {
            long cost = ways.cost(way);
            tried.open(step, ways.cell(way), ways.change(way), cost, rest + ways.score(way) - cost);
        }
    }

    private long cost(int cell, long change) {
        if (knowledge.has(cell, now[cell] + change) || !knowledge.has(cell, now[cell])) {
            return 0;
        }
        return effort == Effort.CHEAPLY ? order.cost(cell) : ANY_COST;
    }

    /** The broken relation that fewest cells can mend; -1 when one cannot be mended. */
    private int hardest() {
        int hardest = -1;
        int fewest = Integer.MAX_VALUE;
        for (int at = 0; at < broken.count(); at++) {
            int link = broken.link(at);
            int count = countWays(link, fewest);
            if (count <= 2) {
                return count == 0 ? -1 : link;
            }
            if (count < fewest || (count == fewest && link < hardest)) {
                fewest = count;
                hardest = link;
            }
        }
        return hardest;
    }

    /** Persons count as whole ones everywhere, also where less would do. */
    private long change(long missing) {
        return person == null ? missing : missing < 0 ? -far : far;
    }

    /** How many cells can mend a broken relation, or any number above what is enough. Goes on where it stopped. */
    private int countWays(int link, int enough) {
        int start = links.start(link);
        int end = links.start(link + 1);
        int at = start + broken.counted(link);
        int count = broken.ways(link);
        long missing = -sums[link];
        for (; at < end && count <= enough; at++) {
            count += isWay(links.cell(at), change(links.sign(at) * missing)) ? 1 : 0;
        }
        broken.count(link, at - start, count);
        return count;
    }

    /** A cell is never changed back within a search, so that it comes to an end. */
    private boolean isWay(int cell, long change) {
        long before = shifts[cell];
        boolean isForward = before == 0 || before > 0 == change > 0;
        if (person != null && (before != 0 || !(change < 0 ? person.left() : person.joined()).get(cell))) {
            return false;
        }
        boolean isNear = !isDeep || Math.abs(before + change) <= far;
        return isForward && isNear && cell != fixed && isAllowed(cell, now[cell] + change);
    }

    /** How many more relations are broken with this change. */
    private int brokenBy(int cell, long change) {
        int more = 0;
        for (int at = links.startOf(cell); at < links.startOf(cell + 1); at++) {
            int link = links.linkOf(at);
            more += broken.has(link) ? -1 : 0;
            more += links.holds(link, sums[link] + links.signOf(at) * change) ? 0 : 1;
        }
        return more;
    }
}
