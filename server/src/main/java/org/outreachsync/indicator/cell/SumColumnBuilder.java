package org.outreachsync.indicator.cell;

import java.util.stream.IntStream;

/** Builds a {@link SumColumn}, day by day. */
final class SumColumnBuilder {

    private final IntStream.Builder segments = IntStream.builder();
    private final IntStream.Builder breakdowns = IntStream.builder();
    private final IntStream.Builder values = IntStream.builder();
    private int entries;

    /** Adds to the current day. */
    void add(int breakdown, long value) {
        long rest = value;
        do {
            int part = SumColumn.part(rest);
            breakdowns.add(breakdown);
            values.add(part);
            entries++;
            rest -= part;
        } while (rest != 0);
    }

    void endDay(int day) {
        segments.add(day).add(entries);
    }

    SumColumn build() {
        return SumColumn.of(
                segments.build().toArray(),
                breakdowns.build().toArray(),
                values.build().toArray());
    }
}
