package org.outreachsync.indicator.cohort;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Operand.Stay;
import org.outreachsync.indicator.cube.Merges;
import org.outreachsync.indicator.cube.Selection;

/**
 * The stays of persons in care, under their effective numbers, at any site. Leaving and entering on one day continues
 * the stay, and so does a transfer. A person who is gone on a day has left, even if they entered on that day. Not
 * thread-safe.
 */
public final class Spells {

    /** A day later than all others. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * How far to look after the period: the last of overlapping departures may be there. No stay is longer than this.
     */
    private static final int STAY_DAYS_MAX = 3660;

    private static final NavigableSet<Long> NONE = new TreeSet<>();

    private final Map<Integer, NavigableSet<Long>> entered = new HashMap<>();
    private final Map<Integer, NavigableSet<Long>> left = new HashMap<>();
    private final Map<Integer, NavigableSet<Long>> gone = new HashMap<>();

    private final Map<Integer, NavigableSet<Long>> transferred = new HashMap<>();
    private final int transferDays;
    private final boolean overlapping;

    private Spells(int transferDays, boolean overlapping) {
        this.transferDays = transferDays;
        this.overlapping = overlapping;
    }

    /**
     * Of these measures.
     *
     * @param everywhere all sites
     * @param to the last day to look at
     */
    static Spells of(Merges merges, Selection everywhere, Stay stay, LocalDate to) {
        var through = stay.through();
        var spells = new Spells(through == null ? 0 : through.days(), stay.overlapping());
        var known = stay.overlapping() ? to.plusDays(STAY_DAYS_MAX) : to;
        everywhere.forEachEver(
                stay.measure(), known, (stretch, number, day) -> put(spells.entered, merges.standsFor(number), day));
        everywhere.forEachEver(
                stay.until(), known, (stretch, number, day) -> put(spells.left, merges.standsFor(number), day));
        if (stay.gone() != null) {
            everywhere.forEachEver(
                    stay.gone(), to, (stretch, number, day) -> put(spells.gone, merges.standsFor(number), day));
        }
        if (through != null) {
            everywhere.forEachEver(
                    through.measure(),
                    to,
                    (stretch, number, day) -> put(spells.transferred, merges.standsFor(number), day));
        }
        return spells;
    }

    private static void put(Map<Integer, NavigableSet<Long>> days, int person, long day) {
        days.computeIfAbsent(person, unseen -> new TreeSet<>()).add(day);
    }

    /** The first day of the stay of a person who entered on a day, possibly continuing from another site. */
    public long begin(int person, long day) {
        var entries = entered.getOrDefault(person, NONE);
        var ends = left.getOrDefault(person, NONE);
        var end = ends.lower(day);
        while (end != null && (entries.contains(end) || leadsOn(person, end))) {
            end = ends.lower(end);
        }
        var last = gone.getOrDefault(person, NONE).lower(day);
        long after = Math.max(end == null ? Long.MIN_VALUE : end, last == null ? Long.MIN_VALUE : last);
        var begin = entries.higher(after);
        return begin == null ? day : begin;
    }

    private boolean leadsOn(int person, long end) {
        var next = entered.getOrDefault(person, NONE).higher(end);
        return transferred.getOrDefault(person, NONE).contains(end) && next != null && next <= end + transferDays;
    }

    /**
     * The day on which a person who entered on a day left (possibly to enter elsewhere) or was gone (possibly on the
     * same day), or {@link #NEVER}.
     */
    public long left(int person, long day) {
        var next = left.getOrDefault(person, NONE).higher(day);
        if (next != null && overlapping) {
            next = lastBeforeEntering(person, next);
        }
        var last = gone.getOrDefault(person, NONE).ceiling(day);
        return Math.min(next == null ? NEVER : next, last == null ? NEVER : last);
    }

    private Long lastBeforeEntering(int person, long firstLeft) {
        @Nullable Long next = entered.getOrDefault(person, NONE).ceiling(firstLeft);
        return Objects.requireNonNull(left.getOrDefault(person, NONE).floor(next == null ? NEVER : next));
    }

    /** The day on which a person who entered on a day left or entered again, or {@link #NEVER}. */
    public long next(int person, long day) {
        var next = entered.getOrDefault(person, NONE).higher(day);
        return Math.min(left(person, day), next == null ? NEVER : next);
    }
}
