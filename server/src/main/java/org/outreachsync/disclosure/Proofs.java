package org.outreachsync.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The proofs found, by the cells that they change, and how much they leave open about each cell. */
final class Proofs {

    private static final int FIRST_CAPACITY = 4;
    /** Most cells have no proofs, and share this. */
    private static final int[] NONE = {};

    private final Knowledge knowledge;
    private final long timesMax;
    private final List<Proof> all = new ArrayList<>();
    private final int[][] proofsOf;
    private final int[][] placesOf;
    private final int[] counts;
    private final long[] more;
    private final long[] less;
    private final int[] forMore;
    private final int[] forLess;

    /**
     * No proofs yet.
     *
     * @param timesMax how many times its changes a proof is followed at the most
     */
    Proofs(Knowledge knowledge, long timesMax) {
        this.knowledge = knowledge;
        this.timesMax = timesMax;
        int cells = knowledge.count();
        this.proofsOf = new int[cells][];
        this.placesOf = new int[cells][];
        Arrays.fill(proofsOf, NONE);
        Arrays.fill(placesOf, NONE);
        this.counts = new int[cells];
        this.more = new long[cells];
        this.less = new long[cells];
        this.forMore = new int[cells];
        this.forLess = new int[cells];
    }

    void add(Proof proof) {
        proof.measure(knowledge, timesMax);
        int number = all.size();
        all.add(proof);
        for (int place = 0; place < proof.size(); place++) {
            int cell = proof.cell(place);
            int at = counts[cell]++;
            if (at == proofsOf[cell].length) {
                int capacity = Math.max(FIRST_CAPACITY, 2 * at);
                proofsOf[cell] = Arrays.copyOf(proofsOf[cell], capacity);
                placesOf[cell] = Arrays.copyOf(placesOf[cell], capacity);
            }
            proofsOf[cell][at] = number;
            placesOf[cell][at] = place;
            count(cell, at);
        }
    }

    private void count(int cell, int at) {
        int number = proofsOf[cell][at];
        long up = all.get(number).more(placesOf[cell][at]);
        long down = all.get(number).less(placesOf[cell][at]);
        if (up > more[cell]) {
            more[cell] = up;
            forMore[cell] = number;
        }
        if (down > less[cell]) {
            less[cell] = down;
            forLess[cell] = number;
        }
    }

    /** Works out again how much is open about a cell. */
    void recount(int cell) {
        more[cell] = 0;
        less[cell] = 0;
        for (int at = 0; at < counts[cell]; at++) {
            count(cell, at);
        }
    }

    List<Proof> all() {
        return all;
    }

    /** By how much more the cell can be, as far as recipients know. */
    long more(int cell) {
        return more[cell];
    }

    /** By how much less the cell can be. */
    long less(int cell) {
        return less[cell];
    }

    /** The number of the proof of how much more a cell can be, if it can. */
    int forMore(int cell) {
        return forMore[cell];
    }

    /** The number of the proof of how much less a cell can be, if it can. */
    int forLess(int cell) {
        return forLess[cell];
    }

    /** How many proofs change a cell. */
    int count(int cell) {
        return counts[cell];
    }

    /** The number of one of the proofs that change a cell. */
    int proof(int cell, int at) {
        return proofsOf[cell][at];
    }

    /** Where it changes it. */
    int place(int cell, int at) {
        return placesOf[cell][at];
    }

    /** What recipients know has changed: works out again how far a proof goes. Tells whether it goes less far. */
    boolean isShortened(int number) {
        var proof = all.get(number);
        long up = proof.up();
        long down = proof.down();
        proof.measure(knowledge, timesMax);
        return proof.up() < up || proof.down() < down;
    }
}
