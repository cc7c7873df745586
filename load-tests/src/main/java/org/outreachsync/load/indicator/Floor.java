package org.outreachsync.load.indicator;

import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** What the arithmetic alone costs: one union of the sets of one measure over all sites and a year. */
record Floor(int sets, long persons, Latencies times) {

    private static final String MEASURE = "PERSONS_REACHED";
    private static final int TIMES = 400;

    static Floor measure(Shape shape, BenchServer server) {
        var sets = new ArrayList<RoaringBitmap>();
        for (var site : shape.siteCodes()) {
            for (var month : server.cells.monthsSince(site, 1)) {
                if (month.month().getYear() == shape.last().getYear()) {
                    month.cell().persons().forEach((set, numbers) -> {
                        if (set.measure().equals(MEASURE)) {
                            sets.add(numbers);
                        }
                    });
                }
            }
        }
        union(sets, TIMES);
        return new Floor(sets.size(), FastAggregation.or(sets.iterator()).getLongCardinality(), Latencies.of(union(sets, TIMES)));
    }

    private static List<Long> union(List<RoaringBitmap> sets, int times) {
        var nanos = new ArrayList<Long>();
        long seen = 0;
        for (int at = 0; at < times; at++) {
            long begun = System.nanoTime();
            seen += FastAggregation.or(sets.iterator()).getLongCardinality();
            nanos.add(System.nanoTime() - begun);
        }
        if (seen < 0) {
            throw new IllegalStateException("never: the unions must not be optimised away");
        }
        return nanos;
    }
}
