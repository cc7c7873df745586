package org.outreachsync.export.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an export runs by itself: at most once a day.
 *
 * @param cron minute, hour, day of the month, month and weekday; {@code L} is the last day of the month
 * @param zone in which the expression is meant
 * @param graceDays for how many days after an occurrence an export waits for tablets that did not sync yet
 * @param restates whether restatements are released without asking a person
 */
public record Schedule(String cron, ZoneId zone, int graceDays, boolean restates) {

    /**
     * One occurrence. Its local time names it: two occurrences of a schedule never have the same, whatever clocks do.
     *
     * @param local by the calendar and the clocks of the zone, as written in the expression
     * @param at the instant; if clocks skip the local time, as much later; if they show it twice, the first time
     */
    public record Occurrence(LocalDateTime local, Instant at) {}

    /**
     * Checks the schedule.
     *
     * @throws IllegalArgumentException if the expression is not understood, never occurs, or occurs more than once a
     *     day
     */
    public Schedule {
        LocalCron.check(cron);
    }

    /** The first occurrence after an instant; empty if it is too far away to be computed. */
    public Optional<Occurrence> next(Instant after) {
        // A skipped local time occurs later than it says, and so do some that seem to be over.
        var local = local(after).minusDays(1);
        var expression = LocalCron.of(cron);
        var next = expression.next(local).map(this::occurrence);
        while (next.isPresent() && !next.get().at().isAfter(after)) {
            next = expression.next(next.get().local()).map(this::occurrence);
        }
        return next;
    }

    /** The last occurrence at or before an instant; empty for none since 1970. */
    public Optional<Occurrence> last(Instant at) {
        var expression = LocalCron.of(cron);
        var last = expression.last(local(at).plusDays(1)).map(this::occurrence);
        while (last.isPresent() && last.get().at().isAfter(at)) {
            last = expression.last(last.get().local()).map(this::occurrence);
        }
        return last;
    }

    /**
     * The occurrences that are due, in order.
     *
     * @param done the local time of the last one that was dealt with; null for none
     * @param at now
     * @param max the most to return; the latest are returned
     */
    public List<Occurrence> due(@Nullable LocalDateTime done, Instant at, int max) {
        var due = new ArrayList<Occurrence>();
        var expression = LocalCron.of(cron);
        var last = last(at);
        while (last.isPresent()
                && due.size() < max
                && (done == null || last.get().local().isAfter(done))) {
            due.addFirst(last.get());
            last = expression.last(last.get().local()).map(this::occurrence);
        }
        return due;
    }

    private LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, zone);
    }

    private Occurrence occurrence(LocalDateTime local) {
        // Of two instants with one local time, this takes the earlier; a skipped one is moved by what was skipped.
        return new Occurrence(
                local, local.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
    }
}
