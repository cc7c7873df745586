package org.outreachsync.recount;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cell.MonthCell;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;

/**
 * Compares the stored records and cells of a site with a replay of its log, while tablets upload.
 *
 * <p>Records: the replay runs first, then the stored records are brought up to the log. So they may be ahead of the
 * replay, and are compared again once it has caught up, but they may not be behind. Cells: they are read first, with
 * the seq up to which they count; then the replay is brought up to that seq and no further. Only if another count was
 * written while they were read are its days compared again.
 */
final class Comparison {

    private static final int ROUNDS_MAX = 50;

    private final Recount.Kept kept;
    private final CellCounter counter;
    private final Recount.Replay replay;
    private final String site;
    /** The days as the replay counts them. */
    private final Map<Long, Cell> right = new TreeMap<>();
    /** The seq of the last record that they count. */
    private long rightTo;

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

        private Set<T> takeOpen() {
            var taken = Set.copyOf(open);
            open.clear();
            return taken;
        }
    }

    Recount.Differing compare() {
        replay.projector().catchUp(site);
        kept.projector().catchUp(site);
        var all = all(replay.records(), 0);
        var records = new Looked<RecordId>();
        lookAtRecords(all, all(kept.records(), 0), records);
        for (int round = 0; round < ROUNDS_MAX && !records.open.isEmpty(); round++) {
            replay.projector().catchUp(site);
            kept.projector().catchUp(site);
            var again = records.takeOpen();
            lookAtRecords(replay.records().load(site, again), kept.records().load(site, again), records);
        }
        var days = new Looked<Long>();
        var months = new Looked<YearMonth>();
        lookAtCells(null, days, months);
        int daysWithRecords = right.size();
        for (int round = 0; round < ROUNDS_MAX && !(days.open.isEmpty() && months.open.isEmpty()); round++) {
            lookAtCells(new Again(days.takeOpen(), months.takeOpen()), days, months);
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

    /** Cells that are compared once more. */
    private record Again(Set<Long> days, Set<YearMonth> months) {}

    /**
     * Compares cells.
     *
     * @param again the cells to compare; null for all
     */
    private void lookAtCells(@Nullable Again again, Looked<Long> days, Looked<YearMonth> months) {
        kept.projector().catchUp(site);
        kept.cellProjector().catchUp(site);
        long counted = marks().cells();
        var heldDays = again == null ? kept.cells().allDays(site) : held(again.days());
        var heldMonths = new HashMap<YearMonth, MonthCell>();
        (again == null ? kept.cells().monthsSince(site, 0) : kept.cells().ofMonths(site, again.months()))
                .forEach(month -> heldMonths.put(month.month(), month.cell()));
        long reach = marks().reach();
        long head = replay.projector().catchUp(site, counted).head();
        countRight();
        var moved = head == counted && reach == counted ? Set.<Long>of() : changedSince(counted);
        var allDays = new TreeSet<>(again == null ? right.keySet() : again.days());
        allDays.addAll(heldDays.keySet());
        for (long day : allDays) {
            if (moved.contains(day)) {
                days.open.add(day);
            } else if (!orEmpty(heldDays.get(day)).isSameAs(orEmpty(right.get(day)))) {
                days.wrong.add(day);
            }
        }
        var allMonths = new TreeSet<>(again == null ? heldMonths.keySet() : again.months());
        if (again == null) {
            allDays.forEach(day -> allMonths.add(monthOf(day)));
        }
        for (var month : allMonths) {
            if (moved.stream().anyMatch(day -> monthOf(day).equals(month))) {
                months.open.add(month);
            } else if (!kept.cells().isOf(rightOf(month), heldMonths.getOrDefault(month, MonthCell.EMPTY))) {
                months.wrong.add(month);
            }
        }
    }

    private CellWatermarks.Marks marks() {
        var marks = kept.watermarks().of(counter.fingerprint(), List.of(site)).marks();
        return Objects.requireNonNull(marks.get(site));
    }

    /** Counts the days that the replay has changed since they were counted last. */
    private void countRight() {
        var due = new TreeSet<Long>();
        for (var entry : all(replay.records(), rightTo + 1).values()) {
            due.addAll(entry.state().days());
            rightTo = Math.max(rightTo, entry.state().version());
        }
        due.forEach(day -> right.put(day, counter.count(day, replay.records().ofDay(site, day))));
    }

    /** The days that any record was filed under that has changed after this seq. */
    private Set<Long> changedSince(long seq) {
        var days = new TreeSet<Long>();
        all(kept.records(), seq + 1)
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
