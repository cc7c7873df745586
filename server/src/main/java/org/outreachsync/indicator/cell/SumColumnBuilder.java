package org.outreachsync.indicator.cell;

/** Builds a {@link SumColumn}, day by day. */
final class SumColumnBuilder {

    private final Ints segments = new Ints();
    private final Ints breakdowns = new Ints();
    private final Ints values = new Ints();

    /** Adds to the current day. */
    void add(int breakdown, long value) {
        long rest = value;
        do {
            int part = SumColumn.part(rest);
            breakdowns.add(breakdown);
            values.add(part);
            rest -= part;
        } while (rest != 0);
    }

    void endDay(int day) {
        segments.add(day);
        segments.add(breakdowns.size());
    }

    /** The column; the next one begins anew. */
    SumColumn build() {
        return SumColumn.of(segments.take(), breakdowns.take(), values.take());
    }
}
