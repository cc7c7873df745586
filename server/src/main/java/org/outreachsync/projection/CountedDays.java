package org.outreachsync.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.Cell;

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
        private long repairs = -1;

        /** A cell of a day that counts the records up to the seq and no others, or null if none is known. */
        @Nullable
        Cell exact(long day) {
            return exact.contains(day) ? cells.get(day) : hasNone(day) ? Cell.EMPTY : null;
        }

        /** Whether a day is known to have no cell. Then no record up to the seq was ever filed under it. */
        private boolean hasNone(long day) {
            return !cells.containsKey(day) && whole.contains(YearMonth.from(LocalDate.ofEpochDay(day)));
        }

        /** The cells of all days of a month that have one, as they are stored; null if they are not known. */
        @Nullable
        SortedMap<Long, Cell> of(YearMonth month) {
            return whole.contains(month) ? new TreeMap<>(cells.subMap(first(month), first(month.plusMonths(1)))) : null;
        }

        private static long first(YearMonth month) {
            return month.atDay(1).toEpochDay();
        }

        private void since(long done, long repaired) {
            if (done != head || repaired != repairs) {
                forget();
            }
            repairs = repaired;
        }

        /**
         * Keeps cells that were stored.
         *
         * @param seq up to which the site is counted
         * @param counted cells that count exactly the records up to it
         * @param months the cells of all days of some months, with these
         */
        void keep(long seq, SortedMap<Long, Cell> counted, Map<YearMonth, SortedMap<Long, Cell>> months) {
            if (cells.size() > CELLS_OF_SITE_MAX) {
                forget();
            }
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
            head = -1;
        }
    }

    /**
     * Counts with the days of a site. If they are in use, then without any.
     *
     * @param done the seq up to which the site is counted; if somebody else has counted it, nothing is kept
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
            days.isCounted.set(false);
            // The cache weighs a site when it is put.
            sites.put(site, days);
        }
    }
}
