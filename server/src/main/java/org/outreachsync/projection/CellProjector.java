package org.outreachsync.projection;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeSet;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Watermarks;

/**
 * Keeps the cells of a scope in step with its records. A cell is counted anew from all records of its day, and kept only if it counts further
 * than the one that is there; then the month is turned anew from its days. A record names every day that it was ever filed under, so that a correction of the date renews both days, even
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
        long head = watermarks.ofRecords(scope);
        long done = watermarks.ofCells(counter.fingerprint(), scope);
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
        var months = new TreeSet<YearMonth>();
        for (long day : days) {
            cells.saveDay(scope, day, head, counter.count(day, records.ofDay(scope, day)));
            months.add(YearMonth.from(LocalDate.ofEpochDay(day)));
        }
        for (var month : months) {
            long first = month.atDay(1).toEpochDay();
            cells.saveMonth(scope, month, head, cells.ofDays(scope, first, month.atEndOfMonth().toEpochDay()));
        }
        watermarks.advanceCells(counter.fingerprint(), scope, head);
        return head;
    }

    private static long last(List<RecordEntry> page) {
        return page.getLast().state().version();
    }
}
