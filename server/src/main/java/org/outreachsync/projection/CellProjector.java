package org.outreachsync.projection;

import java.util.List;
import java.util.TreeSet;
import org.outreachsync.indicator.CellCounter;
import org.outreachsync.indicator.CellStore;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Watermarks;
import org.outreachsync.record.Watermarks.Projection;

/**
 * Keeps the cells of a scope in step with its records. A cell is counted anew from all records of its day, and kept only if it counts further
 * than the one that is there. A record names every day that it was ever filed under, so that a correction of the date renews both days, even
 * when a crash came between.
 */
public final class CellProjector {

    private static final int PAGE = 1_000;

    private final RecordStore records;
    private final CellStore cells;
    private final CellCounter counter;
    private final Watermarks watermarks;

    /** Projects these records onto these cells. */
    public CellProjector(RecordStore records, CellStore cells, CellCounter counter, Watermarks watermarks) {
        this.records = records;
        this.cells = cells;
        this.counter = counter;
        this.watermarks = watermarks;
    }

    /**
     * Brings the cells of a scope up to its records. Calls for one scope may overlap; they only do work twice.
     *
     * @return the place in the log up to which the cells count
     */
    public long catchUp(String scope) {
        long head = watermarks.of(Projection.RECORDS, scope);
        long done = watermarks.of(Projection.CELLS, scope);
        if (done >= head) {
            return done;
        }
        var days = new TreeSet<Long>();
        long from = done + 1;
        while (true) {
            var page = records.changed(scope, from, head, PAGE);
            page.forEach(entry -> days.addAll(entry.state().days()));
            if (page.size() < PAGE || from == last(page)) {
                break;
            }
            from = last(page);
        }
        days.forEach(day -> cells.save(scope, day, head, counter.count(records.ofDay(scope, day))));
        watermarks.advance(Projection.CELLS, scope, head);
        return head;
    }

    private static long last(List<RecordEntry> page) {
        return page.getLast().state().version();
    }
}
