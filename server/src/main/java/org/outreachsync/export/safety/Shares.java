package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.List;
import org.outreachsync.disclosure.Sensitivity;

/** Pairs of a numerator and the denominator that it is part of, each once. */
final class Shares {

    private final Numbering pairs = new Numbering();
    private final List<Sensitivity> rests = new ArrayList<>();

    /** @param rest which counts of those left over are sensitive */
    void add(int part, int whole, Sensitivity rest) {
        if (pairs.of(pair(part, whole)) == rests.size()) {
            rests.add(rest);
        }
    }

    /** Whether one is a numerator of the other. */
    boolean has(int part, int whole) {
        return pairs.find(pair(part, whole)) != Numbering.NONE;
    }

    private static long pair(int part, int whole) {
        return ((long) part << Integer.SIZE) | whole;
    }

    int count() {
        return pairs.size();
    }

    /** The cell of a numerator. */
    int part(int share) {
        return (int) (pairs.key(share) >>> Integer.SIZE);
    }

    /** The cell of its denominator. */
    int whole(int share) {
        return (int) pairs.key(share);
    }

    /** Which counts of those left over are sensitive. */
    Sensitivity rest(int share) {
        return rests.get(share);
    }

    /** Whether the counts agree with it. */
    static boolean isPart(Cells cells, int part, int whole) {
        return part != whole && cells.value(part) <= cells.value(whole);
    }
}
