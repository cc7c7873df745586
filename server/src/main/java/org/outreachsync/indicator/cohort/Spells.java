package org.outreachsync.indicator.cohort;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Operand.Stay;

/**
 * The stays of persons in care, under their effective numbers, at any site. Leaving and entering on one day continues
 * the stay, and so does a transfer. A person who is gone on a day has left, even if they entered on that day.
 */
public final class Spells {

    /** A day later than all others. */
    static final long NEVER = DaysOfPersons.NEVER;

    /**
     * How far to look after the period: the last of overlapping departures may be there. No stay is longer than this.
     */
    private static final int STAY_DAYS_MAX = 3660;

    private final DaysOfPersons entered;
    private final DaysOfPersons left;
    private final @Nullable DaysOfPersons gone;
    private final @Nullable DaysOfPersons transferred;
    private final int transferDays;
    private final boolean overlapping;

    /** The stays up to the last day of a question. */
    Spells(CohortScope scope, Stay stay) {
        var through = stay.through();
        this.transferDays = through == null ? 0 : through.days();
        this.overlapping = stay.overlapping();
        var known = overlapping ? scope.to().plusDays(STAY_DAYS_MAX) : scope.to();
        this.entered = days(scope, stay.measure(), known);
        this.left = days(scope, stay.until(), known);
        this.gone = stay.gone() == null ? null : days(scope, stay.gone(), scope.to());
        this.transferred = through == null ? null : days(scope, through.measure(), scope.to());
    }

    private static DaysOfPersons days(CohortScope scope, String measure, LocalDate to) {
        return DaysOfPersons.of(
                scope.merges(),
                scope.cube().people().numberMax(),
                visitor -> scope.everywhere()
                        .forEachEver(measure, to, (stretch, number, day) -> visitor.visit(number, day)));
    }

    /** The first day of the stay of a person who entered on a day, possibly continuing from another site. */
    public long begin(int person, long day) {
        long end = left.lower(person, day);
        while (end != DaysOfPersons.BEFORE_ALL && (entered.has(person, end) || leadsOn(person, end))) {
            end = left.lower(person, end);
        }
        long last = gone == null ? DaysOfPersons.BEFORE_ALL : gone.lower(person, day);
        long begin = entered.higher(person, Math.max(end, last));
        return begin == NEVER ? day : begin;
    }

    private boolean leadsOn(int person, long end) {
        return transferred != null && transferred.has(person, end) && entered.higher(person, end) <= end + transferDays;
    }

    /**
     * The day on which a person who entered on a day left (possibly to enter elsewhere) or was gone (possibly on the
     * same day), or {@link #NEVER}.
     */
    public long left(int person, long day) {
        long next = left.higher(person, day);
        if (next != NEVER && overlapping) {
            // The last of the departures before the person enters again.
            next = left.floor(person, entered.ceiling(person, next));
        }
        return gone == null ? next : Math.min(next, gone.ceiling(person, day));
    }

    /** The day on which a person who entered on a day left or entered again, or {@link #NEVER}. */
    public long next(int person, long day) {
        return Math.min(left(person, day), entered.higher(person, day));
    }
}
