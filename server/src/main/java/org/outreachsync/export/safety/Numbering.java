package org.outreachsync.export.safety;

import java.util.Arrays;

/** Numbers keys from 0, in the order in which they come. An export has hundreds of thousands of cells. */
final class Numbering {

    /** Of no key. */
    static final int NONE = -1;

    private static final int CAPACITY = 64;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[CAPACITY];
    private int[] slots = new int[2 * CAPACITY];
    private int size;

    Numbering() {
        Arrays.fill(slots, NONE);
    }

    int size() {
        return size;
    }

    long key(int number) {
        return keys[number];
    }

    /** The number of a key; {@link #NONE} if it has none. */
    int find(long key) {
        return slots[slot(key)];
    }

    /** The number of a key, which gets the next one if it has none. */
    int of(long key) {
        int slot = slot(key);
        if (slots[slot] != NONE) {
            return slots[slot];
        }
        if (size == keys.length) {
            grow();
            slot = slot(key);
        }
        keys[size] = key;
        slots[slot] = size;
        return size++;
    }

    private int slot(long key) {
        int slot = (int) ((key * SPREAD) >>> Integer.SIZE) & (slots.length - 1);
        while (slots[slot] != NONE && keys[slots[slot]] != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        slots = new int[4 * size];
        Arrays.fill(slots, NONE);
        for (int number = 0; number < size; number++) {
            slots[slot(keys[number])] = number;
        }
    }
}
