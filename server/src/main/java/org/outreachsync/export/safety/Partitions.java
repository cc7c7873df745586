package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How sets make each other up. For each set, these are its largest subsets, in families of disjoint ones: together they
 * are the set, or leave a rest. What smaller subsets say follows from the families of those larger ones.
 */
final class Partitions {

    private Partitions() {}

    /**
     * Disjoint subsets of a set.
     *
     * @param whole the number of the set
     * @param parts the numbers of the subsets
     * @param isAll whether they leave nothing of the set
     */
    record Family(int whole, int[] parts, boolean isAll) {}

    /** The families of all sets. An empty set is in none; sets that are equal are families of each other. */
    static List<Family> of(List<BitSet> sets) {
        var found = new ArrayList<Family>();
        int[] sizes = sets.stream().mapToInt(BitSet::cardinality).toArray();
        for (int whole = 0; whole < sizes.length; whole++) {
            if (sizes[whole] > 0) {
                add(found, whole, within(sets, sizes, whole), sets);
            }
        }
        return found;
    }

    /** The subsets of a set, the largest first; of equal ones the first only. */
    private static List<Integer> within(List<BitSet> sets, int[] sizes, int whole) {
        var found = new ArrayList<Integer>();
        for (int part = 0; part < sizes.length; part++) {
            boolean isSmaller = sizes[part] < sizes[whole] || (sizes[part] == sizes[whole] && part > whole);
            if (part != whole && sizes[part] > 0 && isSmaller && isWithin(sets.get(part), sets.get(whole))) {
                found.add(part);
            }
        }
        found.sort((one, other) -> Integer.compare(sizes[other], sizes[one]));
        return found;
    }

    static boolean isWithin(BitSet part, BitSet whole) {
        for (int at = part.nextSetBit(0); at >= 0; at = part.nextSetBit(at + 1)) {
            if (!whole.get(at)) {
                return false;
            }
        }
        return true;
    }

    private static void add(List<Family> found, int whole, List<Integer> within, List<BitSet> sets) {
        var largest = largest(within, sets);
        var used = new BitSet();
        for (int first = 0; first < largest.size(); first++) {
            if (used.get(first)) {
                continue;
            }
            var covered = new BitSet();
            var parts = new ArrayList<Integer>();
            // What is used already may be needed to complete another family, but comes after what is not.
            for (int pass = 0; pass < 2; pass++) {
                for (int at = pass == 0 ? first : 0; at < largest.size(); at++) {
                    int part = largest.get(at);
                    if (used.get(at) == (pass == 1) && !sets.get(part).intersects(covered)) {
                        covered.or(sets.get(part));
                        parts.add(part);
                        if (pass == 0) {
                            used.set(at);
                        }
                    }
                }
            }
            found.add(new Family(
                    whole, parts.stream().mapToInt(Integer::intValue).toArray(), isWithin(sets.get(whole), covered)));
        }
    }

    /** Those that are in no other one. */
    private static List<Integer> largest(List<Integer> within, List<BitSet> sets) {
        var found = new ArrayList<Integer>();
        for (int part : within) {
            if (found.stream().noneMatch(larger -> isWithin(sets.get(part), sets.get(larger)))) {
                found.add(part);
            }
        }
        return found;
    }
}
