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
    /** The number plus 1 of the key that is there; 0 for a free place. */
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
        int place = first(key, places.length);
        while (places[place] != 0 && keys[places[place] - 1] != key) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    /**
     * Where a key is looked for first. By the highest bits of the product, since only they depend on all bits of the
     * key.
     *
     * @param places how many there are, a power of two
     */
    static int first(long key, int places) {
        return (int) ((key * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(places)));
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        places = new int[4 * size];
        for (int number = 0; number < size; number++) {
            places[place(keys[number])] = number + 1;
        }
    }
}
