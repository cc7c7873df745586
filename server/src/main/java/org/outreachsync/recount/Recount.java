package org.outreachsync.recount;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.MonthCell;
import org.outreachsync.log.EventLog;
import org.outreachsync.model.RecordId;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.Watermarks;

/**
 * Replays the log of a site into a store that is thrown away, counts all its days anew, and compares records, days and months with those that are
 * kept. What differs is put right, if that is wanted. May run beside servers: a site to which a tablet uploads meanwhile is begun anew.
 */
public final class Recount {

    private static final int TRIES = 5;
    private static final int PAGE = 1_000;

    private final Kept kept;
    private final CellCounter counter;
    private final Supplier<Replay> replays;

    /**
     * What is kept.
     *
     * @param log of all sites
     * @param projector brings the records up to the log
     * @param cellProjector brings the cells up to the records
     * @param records as kept
     * @param cells as kept
     * @param watermarks where repairs are noted
     */
    public record Kept(
            EventLog log, RecordProjector projector, CellProjector cellProjector, RecordStore records, CellStore cells, Watermarks watermarks) {}

    /**
     * A projection of the same log into a store of its own, empty at first.
     *
     * @param projector applies the log
     * @param records what it makes
     */
    public record Replay(RecordProjector projector, RecordStore records) {}

    /** Compares what is kept with replays, counted by this counter. */
    public Recount(Kept kept, CellCounter counter, Supplier<Replay> replays) {
        this.kept = kept;
        this.counter = counter;
        this.replays = replays;
    }

    /**
     * What a recount of a site found.
     *
     * @param records of the site
     * @param days that have records
     * @param wrongRecords kept otherwise than the log says
     * @param wrongDays counted otherwise
     * @param wrongMonths added up otherwise
     * @param settled whether the site held still for long enough to compare
     */
    public record Found(int records, int days, int wrongRecords, int wrongDays, int wrongMonths, boolean settled) {

        /** Whether all was right. */
        public boolean isRight() {
            return settled && wrongRecords + wrongDays + wrongMonths == 0;
        }
    }

    /**
     * Recounts a site.
     *
     * @param repair whether to put right what is wrong
     */
    public Found of(String scope, boolean repair) {
        @Nullable Found first = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            kept.projector().catchUp(scope);
            long asOf = kept.cellProjector().catchUp(scope);
            var replay = replays.get();
            long replayed = replay.projector().catchUp(scope).head();
            var found = compare(scope, replay, false, asOf);
            if (replayed != asOf || kept.log().tail(scope) != asOf) {
                continue;
            }
            first = first == null ? found : first;
            if (found.isRight() || !repair) {
                return first;
            }
            // A batch may have come in between; the next round sees whether all is right now.
            compare(scope, replay, true, asOf);
            kept.watermarks().noteRepair();
        }
        return new Found(0, 0, 0, 0, 0, false);
    }

    private Found compare(String scope, Replay replay, boolean repair, long asOf) {
        var right = all(replay.records(), scope);
        int wrongRecords = compareRecords(scope, right, repair);
        var days = new TreeMap<Long, Cell>();
        var daysEver = new TreeSet<Long>();
        right.values().forEach(entry -> daysEver.addAll(entry.state().days()));
        daysEver.forEach(day -> days.put(day, counter.count(day, replay.records().ofDay(scope, day))));
        int wrongDays = compareDays(scope, days, repair, asOf);
        int wrongMonths = compareMonths(scope, days, repair, asOf);
        return new Found(right.size(), days.size(), wrongRecords, wrongDays, wrongMonths, true);
    }

    private static Map<RecordId, RecordEntry> all(RecordStore records, String scope) {
        var all = new LinkedHashMap<RecordId, RecordEntry>();
        long from = 0;
        while (true) {
            var page = records.changed(scope, from, Long.MAX_VALUE, PAGE);
            page.forEach(entry -> all.put(entry.state().id(), entry));
            if (page.size() < PAGE || page.getLast().state().version() == from) {
                return all;
            }
            from = page.getLast().state().version();
        }
    }

    private int compareRecords(String scope, Map<RecordId, RecordEntry> right, boolean repair) {
        var held = all(kept.records(), scope);
        int wrong = 0;
        for (var entry : right.values()) {
            var there = held.get(entry.state().id());
            if (there == null || !there.state().equals(entry.state()) || there.receivedOn() != entry.receivedOn()) {
                wrong++;
                if (repair) {
                    kept.records().repair(entry);
                }
            }
        }
        return wrong;
    }

    private int compareDays(String scope, Map<Long, Cell> right, boolean repair, long asOf) {
        var held = kept.cells().allDays(scope);
        int wrong = 0;
        var all = new TreeSet<>(right.keySet());
        all.addAll(held.keySet());
        for (long day : all) {
            if (!orEmpty(held.get(day)).isSameAs(orEmpty(right.get(day)))) {
                wrong++;
                if (repair) {
                    kept.cells().repairDay(scope, day, asOf, orEmpty(right.get(day)));
                }
            }
        }
        return wrong;
    }

    private int compareMonths(String scope, Map<Long, Cell> days, boolean repair, long asOf) {
        var right = new TreeMap<YearMonth, TreeMap<Long, Cell>>();
        days.forEach((day, cell) -> right.computeIfAbsent(YearMonth.from(LocalDate.ofEpochDay(day)), unseen -> new TreeMap<>()).put(day, cell));
        var held = new TreeMap<YearMonth, MonthCell>();
        kept.cells().monthsSince(scope, 0).forEach(month -> held.put(month.month(), month.cell()));
        int wrong = 0;
        var all = new TreeSet<>(right.keySet());
        all.addAll(held.keySet());
        for (var month : all) {
            var expected = right.getOrDefault(month, new TreeMap<>());
            if (!kept.cells().isOf(expected, held.getOrDefault(month, MonthCell.EMPTY))) {
                wrong++;
                if (repair) {
                    kept.cells().repairMonth(scope, month, asOf, expected);
                }
            }
        }
        return wrong;
    }

    private static Cell orEmpty(@Nullable Cell cell) {
        return cell == null ? new Cell.Builder().build() : cell;
    }
}
