package org.outreachsync.export.safety;

/** Pairs of a numerator and the denominator that it is part of, each once. */
final class Shares {

    private final Numbering pairs = new Numbering();

    void add(int part, int whole) {
        pairs.of(((long) part << Integer.SIZE) | whole);
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
}
