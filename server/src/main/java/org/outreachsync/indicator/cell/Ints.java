package org.outreachsync.indicator.cell;

import java.util.Arrays;

/** Numbers that are still being added to. */
final class Ints {

    private static final int FIRST_SIZE = 64;

    private int[] numbers = new int[FIRST_SIZE];
    private int size;

    void add(int number) {
        reserve(1);
        numbers[size++] = number;
    }

    /** Adds a range of other numbers. */
    void addAll(int[] others, int begin, int end) {
        reserve(end - begin);
        System.arraycopy(others, begin, numbers, size, end - begin);
        size += end - begin;
    }

    private void reserve(int more) {
        if (size + more > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(size + more, 2 * numbers.length));
        }
    }

    int at(int place) {
        return numbers[place];
    }

    int size() {
        return size;
    }

    /** The numbers; the next ones begin anew. */
    int[] take() {
        var all = Arrays.copyOf(numbers, size);
        size = 0;
        return all;
    }
}
