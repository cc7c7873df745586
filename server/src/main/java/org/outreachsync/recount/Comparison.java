package org.outreachsync.recount;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.MonthCell;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;

/**
 * Compares the stored records and cells of a site with a replay of its log, while tablets upload. The replay runs
 * first, then the stored data are brought up to the log. So they may be ahead of the replay, and are compared again
 * once it has caught up, but they may not be behind.
 */
final class Comparison {

    private static final int ROUNDS_MAX = 50;

    private final Recount.Kept kept;
    private final CellCounter counter;
    private final Recount.Replay replay;
    private final String site;
    private final Map<Long, Cell> right = new TreeMap<>();

    Comparison(Recount.Kept kept, CellCounter counter, Recount.Replay replay, String site) {
        this.kept = kept;
        this.counter = counter;
        this.replay = replay;
        this.site = site;
    }

    /** What is wrong, and what must be compared again. */
    private static final class Looked<T> {
        private final Set<T> wrong = new TreeSet<>();
        private final Set<T> open = new HashSet<>();
    }

    Recount.Differing compare() {
        long head = replay.projector().catchUp(site).head();
        kept.projector().catchUp(site);
        var all = all(replay.records(), 0);
        var records = new Looked<RecordId>();
        lookAtRecords(all, all(kept.records(), 0), records);
        for (int round = 0; round < ROUNDS_MAX && !records.open.isEmpty(); round++) {
            head = replay.projector().catchUp(site).head();
            kept.projector().catchUp(site);
            var again = Set.copyOf(records.open);
            records.open.clear();
            lookAtRecords(replay.records().load(site, again), kept.records().load(site, again), records);
        }
        var days = new Looked<Long>();
        var months = new Looked<YearMonth>();
        lookAtCells(head, null, days, months);
        int daysWithRecords = right.size();
        for (int round = 0; round < ROUNDS_MAX && !(days.open.isEmpty() && months.open.isEmpty()); round++) {
            var again = new TreeSet<>(days.open);
            months.open.forEach(month -> again.addAll(daysOf(month)));
            head = replay.projector().catchUp(site).head();
            days.open.clear();
            months.open.clear();
            lookAtCells(head, again, days, months);
        }
        boolean settled = records.open.isEmpty() && days.open.isEmpty() && months.open.isEmpty();
        return new Recount.Differing(all.size(), daysWithRecords, records.wrong, days.wrong, months.wrong, settled);
    }

    private Map<RecordId, RecordEntry> all(RecordStore records, long first) {
        var all = new LinkedHashMap<RecordId, RecordEntry>();
        records.allChanged(site, first, Long.MAX_VALUE)
                .forEach(entry -> all.put(entry.state().id(), entry));
        return all;
    }

    private static void lookAtRecords(
            Map<RecordId, RecordEntry> expected, Map<RecordId, RecordEntry> held, Looked<RecordId> looked) {
        expected.forEach((id, entry) -> {
            var there = held.get(id);
            if (there != null && there.state().version() > entry.state().version()) {
                looked.open.add(id);
            } else if (!entry.equals(there)) {
                looked.wrong.add(id);
            }
        });
    }

    /**
     * Compares cells.
     *
     * @param head the seq up to which the replay has come
     * @param only the days to compare, with their months; null for all
     */
    private void lookAtCells(long head, @Nullable Set<Long> only, Looked<Long> days, Looked<YearMonth> months) {
        kept.projector().catchUp(site);
        kept.cellProjector().catchUp(site);
        countRight(only);
        var heldDays = only == null ? kept.cells().allDays(site) : held(only);
        var heldMonths = new HashMap<YearMonth, MonthCell>();
        kept.cells().monthsSince(site, 0).forEach(month -> heldMonths.put(month.month(), month.cell()));
        // Anything in these cells beyond the replay was saved before they were read.
        var moved = changedSince(head);
        var all = new TreeSet<>(only == null ? right.keySet() : only);
        all.addAll(heldDays.keySet());
        for (long day : all) {
            if (moved.contains(day)) {
                days.open.add(day);
            } else if (!orEmpty(heldDays.get(day)).isSameAs(orEmpty(right.get(day)))) {
                days.wrong.add(day);
            }
        }
        var allMonths = new TreeSet<>(only == null ? heldMonths.keySet() : Set.<YearMonth>of());
        all.forEach(day -> allMonths.add(monthOf(day)));
        for (var month : allMonths) {
            if (moved.stream().anyMatch(day -> monthOf(day).equals(month))) {
                months.open.add(month);
            } else if (!kept.cells().isOf(rightOf(month), heldMonths.getOrDefault(month, MonthCell.EMPTY))) {
                months.wrong.add(month);
            }
        }
    }

    private void countRight(@Nullable Set<Long> only) {
        var due = only == null ? new TreeSet<Long>() : only;
        if (only == null) {
            right.clear();
            all(replay.records(), 0)
                    .values()
                    .forEach(entry -> due.addAll(entry.state().days()));
        }
        due.forEach(day -> right.put(day, counter.count(day, replay.records().ofDay(site, day))));
    }

    private Set<Long> changedSince(long head) {
        var days = new TreeSet<Long>();
        all(kept.records(), head + 1)
                .values()
                .forEach(entry -> days.addAll(entry.state().days()));
        return days;
    }

    private SortedMap<Long, Cell> held(Collection<Long> days) {
        var held = new TreeMap<Long, Cell>();
        days.forEach(day -> held.putAll(kept.cells().ofDays(site, day, day)));
        return held;
    }

    private SortedMap<Long, Cell> rightOf(YearMonth month) {
        var of = new TreeMap<Long, Cell>();
        daysOf(month).forEach(day -> {
            var cell = right.get(day);
            if (cell != null) {
                of.put(day, cell);
            }
        });
        return of;
    }

    private static Set<Long> daysOf(YearMonth month) {
        var days = new TreeSet<Long>();
        for (long day = month.atDay(1).toEpochDay(); day <= month.atEndOfMonth().toEpochDay(); day++) {
            days.add(day);
        }
        return days;
    }

    private static YearMonth monthOf(long day) {
        return YearMonth.from(LocalDate.ofEpochDay(day));
    }

    private static Cell orEmpty(@Nullable Cell cell) {
        return cell == null ? new Cell.Builder().build() : cell;
    }
}
