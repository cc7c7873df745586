package org.outreachsync.projection;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cell.CountedAhead;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.TableWrite;

/**
 * Keeps the cells of a site in step with its records. New records are added to the cell of their day, if it is in
 * memory; any other change recounts the cell from all records of its day. A cell replaces the stored one only if it
 * counts further; then the month is rebuilt from its days. A record names every day that it was ever filed under, so a
 * correction of the date recounts both days, even after a crash in between.
 *
 * <p>Records change while they are counted. Changed days are counted again until none changed, so that the cells match
 * the records at one seq. Before the first cell is written, the furthest seq that it may contain is announced: a reader
 * that finds no announced seq beyond the one up to which the cells are complete has read exactly that seq.
 */
public final class CellProjector {

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
    private final int batchesAheadMax;
    private final CountedDays countedDays = new CountedDays();

    /**
     * Projects these records onto these cells.
     *
     * @param batchesAheadMax what is counted of a site may be ahead of the store by fewer batches than this; 1 stores
     *     every count
     */
    public CellProjector(
            RecordStore records,
            RecordWatermarks recordWatermarks,
            CellStore cells,
            CellWatermarks watermarks,
            CellCounter counter,
            int batchesAheadMax) {
        this.records = records;
        this.cells = cells;
        this.counter = counter;
        this.recordWatermarks = recordWatermarks;
        this.watermarks = watermarks;
        this.batchesAheadMax = batchesAheadMax;
    }

    /**
     * Brings the cells of a site up to date with its records. Calls for one site may overlap; they only repeat work.
     *
     * @return the seq up to which the cells count
     */
    public long catchUp(String site) {
        return catchUp(site, batchesAheadMax);
    }

    /** The sites of which something is counted ahead of the store. */
    public Set<String> sitesAhead() {
        return countedDays.sitesAhead();
    }

    /** Brings a site up to date and stores what is counted of it ahead of the store. */
    public void store(String site) {
        catchUp(site, 1);
    }

    /** What is counted of a site ahead of the store, or null for nothing. */
    public @Nullable CountedAhead ahead(String site) {
        return countedDays.ahead(site);
    }

    private long catchUp(String site, int aheadMax) {
        var progress = watermarks.of(counter.fingerprint(), List.of(site));
        var marks = Objects.requireNonNull(progress.marks().get(site));
        long done = marks.cells();
        if (done >= marks.records()) {
            return done;
        }
        return countedDays.with(site, done, progress.repairs(), kept -> {
            long head = Math.max(done, kept.head());
            boolean isDue = head < marks.records() || (head > done && aheadMax == 1);
            return isDue ? count(site, head, kept, aheadMax, Set.of(), Set.of()) : head;
        });
    }

    /**
     * Recounts days and months, and everything that is behind. They replace stored cells if the log has advanced since
     * those were counted.
     *
     * @return the seq up to which they count
     */
    public long renew(String site, Collection<Long> days, Collection<YearMonth> months) {
        long done = watermarks.of(counter.fingerprint(), site);
        return count(site, done, new CountedDays.Days(), 1, days, months);
    }

    private long count(
            String site,
            long from,
            CountedDays.Days kept,
            int aheadMax,
            Collection<Long> alsoDays,
            Collection<YearMonth> alsoMonths) {
        var count = new DayCount(site, kept, alsoDays);
        long head = from;
        long reach = 0;
        for (int round = 0; round < ROUNDS_MAX && (round == 0 || reach > head); round++) {
            long next = Math.max(head, recordWatermarks.of(site));
            if (round > 0 && next == head) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            count.takeBetween(head + 1, next);
            head = next;
            reach = count.isAhead ? Math.max(head, records.newest(site)) : head;
        }
        if (reach == head && kept.mayHoldBack(head, aheadMax)) {
            kept.holdBack(head, count.counted, months(site, kept, count.counted, alsoMonths));
        } else {
            var all = kept.heldBackWith(count.counted);
            var months = months(site, kept, all, alsoMonths);
            write(site, head, reach, all, months);
            if (reach == head) {
                kept.keep(head, count.counted, months);
            } else {
                kept.forget();
            }
        }
        records.counted(site, from + 1, head);
        return head;
    }

    /** The cells of all days of the months of counted days, and of other months. */
    private Map<YearMonth, SortedMap<Long, Cell>> months(
            String site, CountedDays.Days kept, SortedMap<Long, Cell> counted, Collection<YearMonth> others) {
        var months = new TreeSet<>(others);
        counted.keySet().forEach(day -> months.add(YearMonth.from(LocalDate.ofEpochDay(day))));
        var cellsOf = new TreeMap<YearMonth, SortedMap<Long, Cell>>();
        for (var month : months) {
            long first = month.atDay(1).toEpochDay();
            long last = month.atEndOfMonth().toEpochDay();
            var known = kept.of(month);
            var days = known == null ? cells.ofDays(site, first, last) : known;
            days.putAll(counted.subMap(first, last + 1));
            cellsOf.put(month, days);
        }
        return cellsOf;
    }

    /** Written together, a crash after any of them leaves what is counted again. */
    private void write(
            String site,
            long head,
            long reach,
            SortedMap<Long, Cell> counted,
            Map<YearMonth, SortedMap<Long, Cell>> months) {
        var fingerprint = counter.fingerprint();
        var writes = new ArrayList<TableWrite>();
        writes.add(CellWatermarks.announcement(fingerprint, site, reach));
        writes.add(cells.writeOfDays(site, head, counted));
        months.forEach((month, days) -> writes.add(cells.writeOfMonth(site, month, head, days)));
        writes.add(CellWatermarks.completion(fingerprint, site, head));
        cells.write(writes);
    }

    /** One count of the days of a site. */
    private final class DayCount {

        private final String site;
        private final CountedDays.Days kept;
        private final SortedMap<Long, Cell> counted = new TreeMap<>();
        private final Set<Long> due;
        /** Days whose records were read from the store. */
        private final Set<Long> read = new HashSet<>();
        /** Whether anything was read from the store, where later batches may have changed it. */
        private boolean isAhead;

        private DayCount(String site, CountedDays.Days kept, Collection<Long> alsoDays) {
            this.site = site;
            this.kept = kept;
            this.due = new TreeSet<>(alsoDays);
        }

        /** Counts the records that batches from one seq to another changed, both inclusive. */
        private void takeBetween(long from, long to) {
            var remembered = records.remembered(site, from, to);
            take(remembered == null ? records.allChanged(site, from, to) : remembered);
            isAhead |= remembered == null || !read.isEmpty();
        }

        private void take(Collection<RecordEntry> changed) {
            var last = new LinkedHashMap<RecordId, RecordEntry>();
            changed.forEach(entry -> last.put(entry.state().id(), entry));
            var fresh = new TreeMap<Long, List<RecordEntry>>();
            for (var entry : last.values()) {
                var day = entry.day();
                if (day != null && entry.isNew()) {
                    fresh.computeIfAbsent(day, unseen -> new ArrayList<>()).add(entry);
                } else {
                    due.addAll(entry.state().days());
                }
            }
            fresh.forEach(this::add);
            due.forEach(day -> counted.put(day, counter.count(day, records.ofDay(site, day))));
            read.addAll(due);
            due.clear();
        }

        private void add(long day, List<RecordEntry> fresh) {
            var before = counted.getOrDefault(day, kept.exact(day));
            if (before == null || due.contains(day) || read.contains(day)) {
                due.add(day);
            } else {
                counted.put(day, counter.add(before, day, fresh));
            }
        }
    }
}
