package org.outreachsync.disclosure;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A table that differs from the true one in some cells, and may break relations. Immutable. */
final class PartialTable {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int[] cells;
    private final long[] changes;
    private final int[] links;
    private final long[] sums;

    private PartialTable(int[] cells, long[] changes, int[] links, long[] sums) {
        this.cells = cells;
        this.changes = changes;
        this.links = links;
        this.sums = sums;
    }

    /** The true table. */
    static PartialTable unchanged() {
        return new PartialTable(new int[0], new long[0], new int[0], new long[0]);
    }

    /** This table with one more change. */
    PartialTable with(Knowledge knowledge, int cell, long change) {
        int at = indexOf(cells, cell);
        var nextCells = at < cells.length ? cells.clone() : Arrays.copyOf(cells, at + 1);
        var nextChanges = Arrays.copyOf(changes, nextCells.length);
        nextCells[at] = cell;
        nextChanges[at] += change;
        int[] touched = knowledge.linksOf(cell);
        var nextLinks = Arrays.copyOf(links, links.length + touched.length);
        var nextSums = Arrays.copyOf(sums, sums.length + touched.length);
        int count = links.length;
        for (int number : touched) {
            int slot = indexOf(links, number);
            if (slot == links.length) {
                slot = count++;
                nextLinks[slot] = number;
                nextSums[slot] = knowledge.slack(number);
            }
            nextSums[slot] += knowledge.link(number).sign(cell) * change;
        }
        return new PartialTable(
                nextCells, nextChanges, Arrays.copyOf(nextLinks, count), Arrays.copyOf(nextSums, count));
    }

    private static int indexOf(int[] numbers, int wanted) {
        int at = 0;
        while (at < numbers.length && numbers[at] != wanted) {
            at++;
        }
        return at;
    }

    /** By how much a cell differs. */
    long change(int cell) {
        int at = indexOf(cells, cell);
        return at < cells.length ? changes[at] : 0;
    }

    /** The number of the first relation that is broken, or -1. */
    int firstBroken(Knowledge knowledge) {
        for (int at = 0; at < links.length; at++) {
            if (!knowledge.link(links[at]).holds(sums[at])) {
                return links[at];
            }
        }
        return -1;
    }

    /** How many relations are broken. */
    int broken(Knowledge knowledge) {
        int broken = 0;
        for (int at = 0; at < links.length; at++) {
            broken += knowledge.link(links[at]).holds(sums[at]) ? 0 : 1;
        }
        return broken;
    }

    /** The signed sum of a relation that some change touches. */
    long sum(int link) {
        return sums[indexOf(links, link)];
    }

    /** Equal for equal tables, in whatever order they were changed. */
    long fingerprint() {
        long fingerprint = 0;
        for (int at = 0; at < cells.length; at++) {
            long mixed = (cells[at] * MIX) ^ (changes[at] * 0xC2B2AE3D27D4EB4FL);
            mixed ^= mixed >>> 29;
            fingerprint += mixed * MIX ^ mixed >>> 32;
        }
        return fingerprint;
    }

    Map<Integer, Long> changes() {
        var all = new TreeMap<Integer, Long>();
        for (int at = 0; at < cells.length; at++) {
            all.put(cells[at], changes[at]);
        }
        return all;
    }
}
