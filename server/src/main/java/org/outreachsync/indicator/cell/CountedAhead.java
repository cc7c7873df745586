package org.outreachsync.indicator.cell;

import java.time.YearMonth;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What this server has counted of a site beyond what the store holds. The store's cells count every record up to one
 * seq; with these months in place of its own, they count exactly the records up to a later one. Immutable.
 *
 * @param stored the seq up to which the store's cells count
 * @param head the seq up to which they count with these months
 * @param repairs how often a recount had corrected cells before
 * @param months those that changed in between
 */
public record CountedAhead(long stored, long head, long repairs, Map<YearMonth, Month> months) {

    /**
     * A month.
     *
     * @param asOf the seq up to which it counts at least
     * @param days the cells of all its days that have one
     */
    public record Month(long asOf, SortedMap<Long, Cell> days) {}

    /** Finds what this server has counted of a site ahead of the store; null for nothing. */
    public interface Finder extends Function<String, @Nullable CountedAhead> {

        /** Where everything that is counted is stored. */
        Finder NOTHING = site -> null;
    }

    /** Whether this is ahead of what the store holds: nobody else has counted the site or corrected cells since. */
    public boolean isOf(long storedNow, long repairsNow) {
        return stored == storedNow && repairs == repairsNow;
    }
}
