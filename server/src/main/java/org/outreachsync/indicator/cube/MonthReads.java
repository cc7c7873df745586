package org.outreachsync.indicator.cube;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellStore.Month;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cell.CellWatermarks.Counted;
import org.outreachsync.indicator.cell.CellWatermarks.Marks;
import org.outreachsync.indicator.cell.CellWatermarks.Progress;
import org.outreachsync.indicator.cell.CountedAhead;

/**
 * Reads the months of each site as of one seq of its log, from the store and from what this server has counted ahead of
 * it. If months are written during the read, they belong to a later seq, and are read again from there.
 */
final class MonthReads {

    /** Writing the cells of a site takes some milliseconds. */
    private static final int LOADS_MAX = 20;

    private static final long PAUSE_NANOS = 2_000_000;
    private static final Counted NOTHING = new Counted(0, 0);
    private static final Marks NO_MARKS = new Marks(0, 0, 0);

    private final CellStore cells;
    private final CellWatermarks watermarks;
    private final String fingerprint;
    private final CountedAhead.Finder ahead;
    private volatile @Nullable Stored last;

    MonthReads(CellStore cells, CellWatermarks watermarks, String fingerprint, CountedAhead.Finder ahead) {
        this.cells = cells;
        this.watermarks = watermarks;
        this.fingerprint = fingerprint;
        this.ahead = ahead;
    }

    /**
     * How far sites are counted.
     *
     * @param progress of each site
     * @param ahead what is counted ahead of the store, of some of them
     */
    record Reached(Progress<Counted> progress, Map<String, CountedAhead> ahead) {}

    /**
     * How far sites were counted in the store when they were read last.
     *
     * @param changes what the store told before that about its changes
     */
    private record Stored(Set<String> sites, long changes, Progress<Counted> progress) {
        private boolean isNow(long now, Collection<String> asked) {
            return now == changes && asked.size() == sites.size() && sites.containsAll(asked);
        }
    }

    /** How far sites are counted in the store. They are asked for again only if anything was written since. */
    private Progress<Counted> stored(Collection<String> sites) {
        var changes = watermarks.changes();
        var before = last;
        if (before != null && changes.isPresent() && before.isNow(changes.getAsLong(), sites)) {
            return before.progress();
        }
        var progress = watermarks.counted(fingerprint, sites);
        last = changes.isPresent() ? new Stored(Set.copyOf(sites), changes.getAsLong(), progress) : null;
        return progress;
    }

    /** How far these sites are counted now. */
    Reached reached(Collection<String> sites) {
        // Before the store is asked: what is stored in between is found there.
        var found = new HashMap<String, CountedAhead>();
        for (var site : sites) {
            var counted = ahead.apply(site);
            if (counted != null) {
                found.put(site, counted);
            }
        }
        var stored = stored(sites);
        if (found.isEmpty()) {
            return new Reached(stored, found);
        }
        var marks = new HashMap<>(stored.marks());
        found.entrySet().removeIf(entry -> {
            var mark = marks.getOrDefault(entry.getKey(), NOTHING);
            return !entry.getValue().isOf(mark.cells(), stored.repairs());
        });
        found.forEach((site, counted) ->
                marks.computeIfPresent(site, (of, mark) -> new Counted(mark.records(), counted.head())));
        return new Reached(new Progress<>(marks, stored.repairs()), found);
    }

    /**
     * Months of a site that changed since it was read last.
     *
     * @param upTo the seq up to which they count
     * @param reach the seq beyond which they count nothing; the same unless cells were written during every read
     * @param repairs the number of repairs by recounts before
     */
    record Read(List<Month> months, long upTo, long reach, long repairs) {}

    /** The memory of months. */
    interface Memory {

        /** Whether a site is already loaded up to a mark. */
        boolean isLoaded(String site, Counted mark);

        /** The seq up to which a site was read. */
        long loadedTo(String site);

        /** Drops months that were read before a recount repaired cells. */
        void forgetBefore(long repairs);

        /** Stores months. */
        void take(String site, Read found);
    }

    /**
     * Brings a memory up to date.
     *
     * @param reached how far each site is
     */
    void load(Reached reached, Memory memory) {
        var before = reached;
        for (int attempt = 1; attempt <= LOADS_MAX; attempt++) {
            var unsettled = load(before, memory, attempt == LOADS_MAX);
            if (unsettled.isEmpty()) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            before = reached(unsettled);
            memory.forgetBefore(before.progress().repairs());
        }
    }

    private Set<String> load(Reached before, Memory memory, boolean isLast) {
        var due = new HashSet<String>();
        before.progress().marks().forEach((site, mark) -> {
            if (!memory.isLoaded(site, mark)) {
                due.add(site);
            }
        });
        if (due.isEmpty()) {
            return due;
        }
        var read = new HashMap<String, List<Month>>();
        due.forEach(site -> read.put(site, months(site, before.ahead().get(site), memory.loadedTo(site))));
        var after = watermarks.of(fingerprint, due);
        read.forEach((site, months) -> {
            long upTo = before.progress().marks().getOrDefault(site, NOTHING).cells();
            long reach =
                    Math.max(upTo, after.marks().getOrDefault(site, NO_MARKS).reach());
            if (reach == upTo || isLast) {
                memory.take(
                        site, new Read(months, upTo, reach, before.progress().repairs()));
                due.remove(site);
            }
        });
        return due;
    }

    /** The months that changed after a seq. */
    private List<Month> months(String site, @Nullable CountedAhead counted, long loadedTo) {
        if (counted == null) {
            return cells.monthsSince(site, loadedTo + 1);
        }
        var months = new ArrayList<Month>();
        if (loadedTo < counted.stored()) {
            cells.monthsSince(site, loadedTo + 1).stream()
                    .filter(month -> !counted.months().containsKey(month.month()))
                    .forEach(months::add);
        }
        counted.months().forEach((month, found) -> {
            if (found.asOf() > loadedTo) {
                months.add(new Month(month, found.asOf(), cells.monthOf(found.days())));
            }
        });
        return months;
    }

    /** The cells of the days of a site, from one day to another, both inclusive. */
    Map<Long, Cell> days(String site, long from, long to) {
        for (int attempt = 1; attempt <= LOADS_MAX; attempt++) {
            var counted = ahead.apply(site);
            var days = cells.ofDays(site, from, to);
            if (counted == null) {
                return days;
            }
            // After the days: if nothing was stored since, they are what this is ahead of.
            var stored = watermarks.counted(fingerprint, List.of(site));
            if (counted.isOf(stored.marks().getOrDefault(site, NOTHING).cells(), stored.repairs())) {
                counted.months()
                        .values()
                        .forEach(month -> days.putAll(month.days().subMap(from, to + 1)));
                return days;
            }
        }
        return cells.ofDays(site, from, to);
    }
}
