package org.outreachsync.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CountedAhead;

/**
 * The cells of the months that were counted last. Of some it is known that they count all records up to one seq and
 * none after it: new records can be added to them, so that a crowded day is not counted again for each batch. A cell in
 * the store may count more than it says.
 */
final class CountedDays {

    private static final int KIB = 1 << 10;
    /** A sixteenth of the memory. */
    private static final long KIB_MAX = Math.clamp(Runtime.getRuntime().maxMemory() / 16 / KIB, 8 * KIB, 160 * KIB);
    /** A tablet that was offline for two weeks writes to two months. */
    private static final int CELLS_OF_SITE_MAX = 62;

    private final Cache<String, Days> sites = Caffeine.newBuilder()
            .maximumWeight(KIB_MAX)
            .weigher((String site, Days days) -> 1 + days.kib())
            .build();

    /** The days of one site. Used by one thread at a time. */
    static final class Days {

        private final AtomicBoolean isCounted = new AtomicBoolean();
        private final SortedMap<Long, Cell> cells = new TreeMap<>();
        private final Set<Long> exact = new HashSet<>();
        private final Set<YearMonth> whole = new HashSet<>();
        private long head = -1;
        /** The seq up to which the store's cells count. */
        private long stored = -1;

        private long repairs = -1;
        /** Days whose cells are not in the store yet. */
        private final SortedMap<Long, Cell> heldBack = new TreeMap<>();

        private volatile @Nullable CountedAhead ahead;

        /** A cell of a day that counts the records up to the seq and no others, or null if none is known. */
        @Nullable
        Cell exact(long day) {
            return exact.contains(day) ? cells.get(day) : hasNone(day) ? Cell.EMPTY : null;
        }

        /** Whether a day is known to have no cell. Then no record up to the seq was ever filed under it. */
        private boolean hasNone(long day) {
            return !cells.containsKey(day) && whole.contains(YearMonth.from(LocalDate.ofEpochDay(day)));
        }

        /** The cells of all days of a month that have one; null if they are not known. */
        @Nullable
        SortedMap<Long, Cell> of(YearMonth month) {
            return whole.contains(month) ? new TreeMap<>(cells.subMap(first(month), first(month.plusMonths(1)))) : null;
        }

        private static long first(YearMonth month) {
            return month.atDay(1).toEpochDay();
        }

        private void since(long done, long repaired) {
            if (done != stored || repaired != repairs) {
                forget();
            }
            repairs = repaired;
        }

        /** The seq up to which the site is counted, in the store or ahead of it; -1 if nothing is known. */
        long head() {
            return head;
        }

        /** Whether a count up to a seq may be held back: it is ahead of the store by fewer batches than this. */
        boolean mayHoldBack(long seq, int batchesMax) {
            return head >= 0 && seq - stored < batchesMax && cells.size() <= CELLS_OF_SITE_MAX;
        }

        /** The days that are not in the store yet, with these in place of earlier cells. */
        SortedMap<Long, Cell> heldBackWith(SortedMap<Long, Cell> counted) {
            var all = new TreeMap<>(heldBack);
            all.putAll(counted);
            return all;
        }

        /**
         * Keeps cells that were stored, with all that were held back.
         *
         * @param seq up to which the site is counted
         * @param counted cells that count exactly the records up to it
         * @param months the cells of all days of some months, with these
         */
        void keep(long seq, SortedMap<Long, Cell> counted, Map<YearMonth, SortedMap<Long, Cell>> months) {
            if (cells.size() > CELLS_OF_SITE_MAX) {
                forget();
            }
            take(seq, counted, months);
            stored = seq;
            heldBack.clear();
            ahead = null;
        }

        /** Keeps cells that are to be stored later. The arguments are those of {@link #keep}. */
        void holdBack(long seq, SortedMap<Long, Cell> counted, Map<YearMonth, SortedMap<Long, Cell>> months) {
            take(seq, counted, months);
            heldBack.putAll(counted);
            var before = ahead;
            var changed = new HashMap<>(before == null ? Map.of() : before.months());
            months.forEach((month, days) -> changed.put(month, new CountedAhead.Month(seq, days)));
            ahead = new CountedAhead(stored, seq, repairs, Map.copyOf(changed));
        }

        private void take(long seq, SortedMap<Long, Cell> counted, Map<YearMonth, SortedMap<Long, Cell>> months) {
            head = seq;
            months.forEach((month, days) -> {
                whole.add(month);
                cells.putAll(days);
            });
            exact.addAll(counted.keySet());
        }

        private int kib() {
            long bytes = 0;
            for (var cell : cells.values()) {
                bytes += cell.bytes();
            }
            return Math.toIntExact(bytes / KIB);
        }

        /** Keeps nothing. */
        void forget() {
            cells.clear();
            exact.clear();
            whole.clear();
            heldBack.clear();
            ahead = null;
            head = -1;
            stored = -1;
        }
    }

    /** What is counted of a site ahead of the store, or null for nothing. */
    @Nullable
    CountedAhead ahead(String site) {
        var days = sites.getIfPresent(site);
        return days == null ? null : days.ahead;
    }

    /** The sites of which something is counted ahead of the store. */
    Set<String> sitesAhead() {
        var found = new TreeSet<String>();
        sites.asMap().forEach((site, days) -> {
            if (days.ahead != null) {
                found.add(site);
            }
        });
        return found;
    }

    /**
     * Counts with the days of a site. If they are in use, then without any.
     *
     * @param done the seq up to which the site is counted in the store; if somebody else has counted it, nothing is
     *     kept
     * @param repairs how often a recount has corrected cells; if one has since, nothing is kept
     */
    <T> T with(String site, long done, long repairs, Function<Days, T> counting) {
        var days = sites.get(site, unseen -> new Days());
        if (!days.isCounted.compareAndSet(false, true)) {
            return counting.apply(new Days());
        }
        try {
            days.since(done, repairs);
            return counting.apply(days);
        } finally {
            // The cache weighs a site when it is put, which must end before another thread counts.
            sites.put(site, days);
            days.isCounted.set(false);
        }
    }
}
