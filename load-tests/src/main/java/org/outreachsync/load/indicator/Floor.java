package org.outreachsync.load.indicator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.outreachsync.indicator.cell.PersonColumn;

/** The cost of the arithmetic alone: one union of the persons of one measure over all sites and the days of a year. */
record Floor(int months, long persons, Latencies times) {

    private static final String MEASURE = "PERSONS_REACHED";
    private static final int TIMES = 400;

    static Floor measure(Shape shape, BenchServer server) {
        var columns = new ArrayList<PersonColumn>();
        for (var site : shape.siteCodes()) {
            server.cells.monthsSince(site, 1).stream()
                    .filter(month -> month.month().getYear() == shape.last().getYear())
                    .map(month -> month.cell().persons(MEASURE))
                    .filter(Objects::nonNull)
                    .forEach(columns::add);
        }
        var nanos = new ArrayList<Long>();
        long persons = 0;
        for (int at = 0; at < 2 * TIMES; at++) {
            long begun = System.nanoTime();
            persons = union(columns).cardinality();
            if (at >= TIMES) {
                nanos.add(System.nanoTime() - begun);
            }
        }
        return new Floor(columns.size(), persons, Latencies.of(nanos));
    }

    private static BitSet union(List<PersonColumn> columns) {
        var union = new BitSet();
        columns.forEach(column -> column.addTo(union));
        return union;
    }
}
