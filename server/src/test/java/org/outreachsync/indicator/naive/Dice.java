package org.outreachsync.indicator.naive;

import java.util.List;
import java.util.SplittableRandom;

/** Chance from a seed. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True so many times out of a hundred. */
    boolean percent(int times) {
        return random.nextInt(100) < times;
    }

    /** A number from low to high, both included. */
    int from(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    int of(int... codes) {
        return codes[random.nextInt(codes.length)];
    }

    <T> T of(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    <T> void shuffle(List<T> things) {
        for (int at = things.size() - 1; at > 0; at--) {
            things.set(at, things.set(random.nextInt(at + 1), things.get(at)));
        }
    }
}
