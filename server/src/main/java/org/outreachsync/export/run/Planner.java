package org.outreachsync.export.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.schedule.Schedule;
import org.outreachsync.export.schedule.Schedule.Occurrence;
import org.outreachsync.indicator.Period;

/** Plans the exports that are due by schedules. */
final class Planner {

    private final Ledger ledger;
    private final PlannedRuns runs;
    private final ScheduleBegins begins;
    private final ZoneId zone;
    private final int recounted;
    private final ExportLimits limits;

    /**
     * Plans.
     *
     * @param zone in which records are dated; it decides whether a period is over, whatever the zone of a schedule is
     * @param recounted how many reported periods of a data set are counted again at each occurrence
     */
    Planner(Ledger ledger, PlannedRuns runs, ScheduleBegins begins, ZoneId zone, int recounted, ExportLimits limits) {
        this.begins = begins;
        this.zone = zone;
        this.recounted = recounted;
        this.ledger = ledger;
        this.runs = runs;
        this.limits = limits;
    }

    /**
     * A data set to be counted again.
     *
     * @param set the data set
     * @param period a period that was reported
     */
    record Again(DataSet set, Period period) {}

    /**
     * What is due at a destination.
     *
     * @param occurrences of the schedule, in order
     * @param again what is to be counted again
     */
    record Plan(List<Occurrence> occurrences, List<Again> again) {

        static final Plan NOTHING = new Plan(List.of(), List.of());
    }

    /**
     * Plans what is due at a destination since the last time; a period that was missed is planned, too. When everything
     * is done that the plan says, {@link #finish} takes note of that.
     */
    Plan plan(Destination destination, Instant now) {
        var schedule = destination.schedule();
        var last = schedule == null ? Optional.<Occurrence>empty() : schedule.last(now);
        if (schedule == null || last.isEmpty()) {
            return Plan.NOTHING;
        }
        var name = name(destination, schedule);
        var done = runs.last(name, last.get().local());
        if (done.isEmpty()) {
            // A schedule begins with its first occurrence after a server has seen it.
            runs.planned(name, last.get(), now);
            return Plan.NOTHING;
        }
        var due = schedule.due(done.get(), now, limits.occurrencesMax());
        if (due.isEmpty()) {
            return Plan.NOTHING;
        }
        var again = again(destination, due.getLast());
        due.forEach(occurrence -> plan(destination, schedule, occurrence, now));
        return new Plan(due, again);
    }

    /** Takes note that a plan was carried out. Until then it is planned again, and what is there already stays. */
    void finish(Destination destination, Plan plan, Instant now) {
        var schedule = destination.schedule();
        if (schedule != null) {
            var name = name(destination, schedule);
            plan.occurrences().forEach(occurrence -> runs.planned(name, occurrence, now));
        }
    }

    private String name(Destination destination, Schedule schedule) {
        return destination.code() + "/" + begins.since(destination, schedule);
    }

    private void plan(Destination destination, Schedule schedule, Occurrence occurrence, Instant now) {
        var waitUntil = occurrence
                .local()
                .plusDays(schedule.graceDays())
                .atZone(schedule.zone())
                .toInstant();
        for (var set : destination.dataSets()) {
            var period = reported(set, occurrence.at());
            if (ledger.revisions(destination.code(), set.code(), period).isEmpty()) {
                var origin = new Entry.Origin(now, "", PlannedRuns.name(occurrence.local()), waitUntil);
                ledger.add(Entry.planned(new EntryId(destination.code(), set.code(), period, 1), origin));
            }
        }
    }

    /** The last period that was over at an instant, where the programme is. */
    private Period reported(DataSet set, Instant at) {
        return set.frequency().lastBefore(LocalDate.ofInstant(at, zone));
    }

    /** What was reported before this occurrence, the oldest period first. */
    private List<Again> again(Destination destination, Occurrence occurrence) {
        var again = new ArrayList<Again>();
        for (var set : destination.dataSets()) {
            var last = reported(set, occurrence.at()).to();
            var periods = new LinkedHashSet<Period>();
            ledger.before(destination.code(), set.code(), last, limits.dueMax()).stream()
                    .filter(Entry::isReleased)
                    .map(entry -> entry.id().period())
                    .filter(set.frequency()::has)
                    .forEach(periods::add);
            periods.stream()
                    .limit(recounted)
                    .map(period -> new Again(set, period))
                    .forEach(again::addFirst);
        }
        return again;
    }

    /** The periods of the data sets of a destination that a person asks for; null for the last ones. */
    Set<Again> asked(Destination destination, @Nullable Period period, Instant now) {
        var asked = new LinkedHashSet<Again>();
        for (var set : destination.dataSets()) {
            var one = Objects.requireNonNullElseGet(period, () -> reported(set, now));
            if (set.frequency().has(one)) {
                asked.add(new Again(set, one.named()));
            }
        }
        return asked;
    }
}
