package org.outreachsync.indicator.cell;

import java.util.Arrays;

/**
 * Numbers packed {@link Breakdown}s from 0, in the order in which they come. A map of boxed numbers would be slow here:
 * the hash of a {@code Long} gives most breakdowns of a programme a few places.
 */
final class KeyNumbers {

    private static final int FIRST_SIZE = 512;
    /** An odd number spreads keys without letting two of them meet: 2^64 divided by the golden ratio. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private long[] keys = new long[FIRST_SIZE / 2];
    /** Where the spread bits of a key point to, or a place behind it: its number plus 1; 0 for a free place. */
    private int[] places = new int[FIRST_SIZE];

    private int size;

    /** The number of a key; a new one gets the next. */
    int number(long key) {
        int place = place(key);
        if (places[place] != 0) {
            return places[place] - 1;
        }
        if (size == keys.length) {
            grow();
            place = place(key);
        }
        keys[size] = key;
        places[place] = ++size;
        return size - 1;
    }

    /** The keys by number. */
    long[] all() {
        return Arrays.copyOf(keys, size);
    }

    private int place(long key) {
        int mask = places.length - 1;
        int place = (int) ((key * SPREAD) >>> Integer.SIZE) & mask;
        while (places[place] != 0 && keys[places[place] - 1] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        places = new int[4 * size];
        for (int number = 0; number < size; number++) {
            places[place(keys[number])] = number + 1;
        }
    }
}
