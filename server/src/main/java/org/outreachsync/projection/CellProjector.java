package org.outreachsync.projection;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.Pages;

/**
 * Keeps the cells of a site in step with its records. A cell is recounted from all records of its day, and replaces the
 * stored one only if it counts further; then the month is rebuilt from its days. A record names every day that it was
 * ever filed under, so a correction of the date recounts both days, even after a crash in between.
 *
 * <p>Records change while they are counted. Changed days are counted again until none changed, so that the cells match
 * the records at one seq. Before the first cell is written, the furthest seq that it may contain is announced: a reader
 * that finds no announced seq beyond the one up to which the cells are complete has read exactly that seq.
 */
public final class CellProjector {

    private static final int PAGE = 1_000;
    /**
     * At a site where records change all the time, the cells are still written after so many rounds, with the seq that
     * they may reach.
     */
    private static final int ROUNDS_MAX = 20;
    /** Another thread has saved records and is about to raise the watermark. */
    private static final long PAUSE_NANOS = 500_000;

    private final RecordStore records;
    private final CellStore cells;
    private final CellCounter counter;
    private final RecordWatermarks recordWatermarks;
    private final CellWatermarks watermarks;

    /** Projects these records onto these cells. */
    public CellProjector(
            RecordStore records,
            RecordWatermarks recordWatermarks,
            CellStore cells,
            CellWatermarks watermarks,
            CellCounter counter) {
        this.records = records;
        this.cells = cells;
        this.counter = counter;
        this.recordWatermarks = recordWatermarks;
        this.watermarks = watermarks;
    }

    /**
     * Brings the cells of a site up to date with its records. Calls for one site may overlap; they only repeat work.
     *
     * @return the seq up to which the cells count
     */
    public long catchUp(String site) {
        long done = watermarks.of(counter.fingerprint(), site);
        return done >= recordWatermarks.of(site) ? done : count(site, done, Set.of(), Set.of());
    }

    /**
     * Recounts days and months, and everything that is behind. They replace stored cells if the log has advanced since
     * those were counted.
     *
     * @return the seq up to which they count
     */
    public long renew(String site, Collection<Long> days, Collection<YearMonth> months) {
        return count(site, watermarks.of(counter.fingerprint(), site), days, months);
    }

    private long count(String site, long done, Collection<Long> alsoDays, Collection<YearMonth> alsoMonths) {
        var counted = new TreeMap<Long, Cell>();
        var due = new TreeSet<>(alsoDays);
        long head = done;
        long reach = 0;
        for (int round = 0; round < ROUNDS_MAX && (round == 0 || reach > head); round++) {
            long next = Math.max(head, recordWatermarks.of(site));
            if (round > 0 && next == head) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            due.addAll(daysChanged(site, head, next));
            due.forEach(day -> counted.put(day, counter.count(day, records.ofDay(site, day))));
            due.clear();
            head = next;
            reach = Math.max(head, records.newest(site));
        }
        watermarks.announce(counter.fingerprint(), site, reach);
        var months = new TreeSet<>(alsoMonths);
        for (var day : counted.entrySet()) {
            cells.saveDay(site, day.getKey(), head, day.getValue());
            months.add(YearMonth.from(LocalDate.ofEpochDay(day.getKey())));
        }
        for (var month : months) {
            long first = month.atDay(1).toEpochDay();
            cells.saveMonth(
                    site,
                    month,
                    head,
                    cells.ofDays(site, first, month.atEndOfMonth().toEpochDay()));
        }
        watermarks.advance(counter.fingerprint(), site, head);
        return head;
    }

    private Set<Long> daysChanged(String site, long done, long head) {
        var days = new TreeSet<Long>();
        Pages.forEach(
                done + 1,
                PAGE,
                (from, limit) -> records.changed(site, from, head, limit),
                entry -> entry.state().version(),
                entry -> days.addAll(entry.state().days()));
        return days;
    }
}
