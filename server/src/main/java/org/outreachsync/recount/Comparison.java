package org.outreachsync.recount;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
 * the seq up to which they count; then the replay is brought up to that seq and no further. If they may count more, or
 * another count was written while they were read, the days of what came since are compared again.
 */
final class Comparison {

    private static final int ROUNDS_MAX = 50;

    private final Recount.Kept kept;
    private final CellCounter counter;
    private final Recount.Replay replay;
    private final Recount.Patience patience;
    private final String site;
    /** The days as the replay counts them. */
    private final SortedMap<Long, Cell> right = new TreeMap<>();
    /** The seq of the last record that they count. */
    private long rightTo;
    /** The seq up to which the replay has come. */
    private long replayed;

    Comparison(Recount.Kept kept, CellCounter counter, Recount.Replay replay, Recount.Patience patience, String site) {
        this.patience = patience;
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
        replayed = replay.projector().catchUp(site).head();
        kept.projector().catchUp(site);
        var all = all(replay.records(), 0);
        var records = new Looked<RecordId>();
        lookAtRecords(all, all(kept.records(), 0), records);
        for (int round = 0; round < ROUNDS_MAX && !records.open.isEmpty(); round++) {
            replayed = replay.projector().catchUp(site).head();
            kept.projector().catchUp(site);
            var again = records.takeOpen();
            lookAtRecords(replay.records().load(site, again), kept.records().load(site, again), records);
        }
        var days = new Looked<Long>();
        var months = new Looked<YearMonth>();
        lookAtCells(this::allCells, days, months);
        int daysWithRecords = right.size();
        for (int round = 0; round < ROUNDS_MAX && !(days.open.isEmpty() && months.open.isEmpty()); round++) {
            lookAtCells(() -> cellsOf(days.takeOpen(), months.takeOpen()), days, months);
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
     * Stored cells.
     *
     * @param days empty cells for those that are not stored
     * @param months empty months for those that are not stored
     * @param areAll whether the site has no others
     */
    private record Held(Map<Long, Cell> days, Map<YearMonth, MonthCell> months, boolean areAll) {

        /** Adds empty cells for more days and their months, if these are all. */
        private void addMissing(Set<Long> more) {
            if (areAll) {
                more.forEach(day -> days.putIfAbsent(day, Cell.EMPTY));
                days.keySet().forEach(day -> months.putIfAbsent(monthOf(day), MonthCell.EMPTY));
            }
        }
    }

    private Held allCells() {
        var held = new Held(new TreeMap<>(kept.cells().allDays(site)), new TreeMap<>(), true);
        kept.cells().monthsSince(site, 0).forEach(month -> held.months().put(month.month(), month.cell()));
        return held;
    }

    private Held cellsOf(Set<Long> days, Set<YearMonth> months) {
        var held = new Held(new TreeMap<>(), new TreeMap<>(), false);
        days.forEach(day -> {
            held.days().put(day, Cell.EMPTY);
            held.days().putAll(kept.cells().ofDays(site, day, day));
        });
        months.forEach(month -> held.months().put(month, MonthCell.EMPTY));
        kept.cells().ofMonths(site, months).forEach(month -> held.months().put(month.month(), month.cell()));
        return held;
    }

    private void lookAtCells(Supplier<Held> read, Looked<Long> days, Looked<YearMonth> months) {
        kept.projector().catchUp(site);
        long counted = counted();
        var held = read.get();
        long reach = marks().reach();
        replayed = replay.projector().catchUp(site, counted).head();
        countRight();
        held.addMissing(right.keySet());
        var moved = replayed == counted && reach == counted ? Set.<Long>of() : changedSince(counted);
        held.days().forEach((day, cell) -> {
            if (moved.contains(day)) {
                days.open.add(day);
            } else if (!cell.isSameAs(right.getOrDefault(day, Cell.EMPTY))) {
                days.wrong.add(day);
            }
        });
        var movedMonths = moved.stream().map(Comparison::monthOf).collect(Collectors.toSet());
        held.months().forEach((month, cell) -> {
            if (movedMonths.contains(month)) {
                months.open.add(month);
            } else if (!kept.cells().isOf(rightOf(month), cell)) {
                months.wrong.add(month);
            }
        });
    }

    /**
     * The seq up to which the cells count, if possible exactly, and not before the replay. A server that counts gets
     * there by itself. A count here would make it drop what it has in memory, so it is done only if none gets there.
     */
    private long counted() {
        var marks = marks();
        for (int pauses = 0; !isExact(marks) && patience.pause(pauses); pauses++) {
            marks = marks();
        }
        if (!isExact(marks)) {
            kept.cellProjector().catchUp(site);
            marks = marks();
        }
        return marks.cells();
    }

    private boolean isExact(CellWatermarks.Marks marks) {
        return marks.reach() == marks.cells() && marks.cells() >= replayed;
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

    /** All days under which records that changed after this seq were ever filed. */
    private Set<Long> changedSince(long seq) {
        var days = new TreeSet<Long>();
        all(kept.records(), seq + 1)
                .values()
                .forEach(entry -> days.addAll(entry.state().days()));
        return days;
    }

    private SortedMap<Long, Cell> rightOf(YearMonth month) {
        return new TreeMap<>(right.subMap(
                month.atDay(1).toEpochDay(), month.plusMonths(1).atDay(1).toEpochDay()));
    }

    private static YearMonth monthOf(long day) {
        return YearMonth.from(LocalDate.ofEpochDay(day));
    }
}
