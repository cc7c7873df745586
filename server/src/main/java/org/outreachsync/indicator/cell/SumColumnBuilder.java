package org.outreachsync.indicator.cell;

import java.util.stream.IntStream;

/** Builds a {@link SumColumn}, day by day. */
final class SumColumnBuilder {

    private final IntStream.Builder segments = IntStream.builder();
    private final IntStream.Builder breakdowns = IntStream.builder();
    private final IntStream.Builder values = IntStream.builder();
    private int entries;
    private boolean allOnes = true;

    /** Adds to the current day. */
    void add(int breakdown, long value) {
        long rest = value;
        // A value beyond an int is split into several entries.
        do {
            int part = Math.clamp(rest, Integer.MIN_VALUE, Integer.MAX_VALUE);
            breakdowns.add(breakdown);
            values.add(part);
            allOnes &= part == 1;
            entries++;
            rest -= part;
        } while (rest != 0);
    }

    void endDay(int day) {
        segments.add(day).add(entries);
    }

    SumColumn build() {
        return new SumColumn(
                segments.build().toArray(),
                breakdowns.build().toArray(),
                allOnes ? null : values.build().toArray());
    }
}
