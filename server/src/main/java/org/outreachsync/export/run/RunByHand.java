package org.outreachsync.export.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.run.Planner.Again;
import org.outreachsync.export.run.Restatements.Recount;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Exports that a person starts. */
final class RunByHand {

    private final Terms terms;
    private final Ledger ledger;
    private final Planner planner;
    private final Preparer preparer;
    private final Restatements restatements;
    private final Work work;

    RunByHand(Terms terms, Ledger ledger, Planner planner, Preparer preparer, Restatements restatements, Work work) {
        this.terms = terms;
        this.ledger = ledger;
        this.planner = planner;
        this.preparer = preparer;
        this.restatements = restatements;
        this.work = work;
    }

    /**
     * Starts exports by hand, without waiting for tablets. A period that was reported already is counted again; if
     * recipients would be told something else, a restatement is proposed.
     *
     * @param period null for the last one of each data set
     * @param by who starts it
     * @throws RefusedException NOT_FOUND for an unknown destination; PARAMETER if none of its data sets is reported for
     *     such a period; PERIOD_OPEN if it is not over; CREDENTIAL_MISSING if its channel cannot be used; BUSY if it is
     *     not known yet whether recipients would be told something else
     */
    Run start(String code, @Nullable Period period, String by) {
        var destination = destination(code);
        var now = Instant.ofEpochMilli(terms.clock().millis());
        var asked = asked(destination, period, now);
        checkChannel(destination);
        var origin = new Entry.Origin(now, by, "", now);
        var waiting = new ArrayList<Entry>();
        var entries = new ArrayList<Entry>();
        var busy = "";
        var fresh = new ArrayList<Again>();
        for (var one : asked) {
            var revisions = ledger.revisions(code, one.set().code(), one.period());
            if (revisions.stream().anyMatch(Entry::isReleased)) {
                switch (restatements.again(destination, one, origin, now)) {
                    case Recount.Same() -> {}
                    case Recount.Found(var entry) -> entries.add(work.write(entry));
                    case Recount.Busy(var reason) -> busy = reason;
                }
            } else {
                planned(code, one, revisions, origin).ifPresent(waiting::add);
                fresh.add(one);
            }
        }
        preparer.prepare(destination, waiting, now);
        for (var one : fresh) {
            ledger.revisions(code, one.set().code(), one.period()).stream()
                    .reduce((earlier, later) -> later)
                    .ifPresent(entry -> entries.add(work.write(entry)));
        }
        if (!busy.isEmpty()) {
            throw new RefusedException(Code.BUSY, busy);
        }
        return new Run(code, entries);
    }

    /** A delivery that cannot begin is said before anything is made for it. */
    void checkChannel(Destination destination) {
        Objects.requireNonNull(terms.channels().apply(destination));
    }

    private Optional<Entry> planned(String code, Again one, List<Entry> revisions, Entry.Origin origin) {
        var last = revisions.isEmpty() ? null : revisions.getLast();
        var id = new EntryId(
                code,
                one.set().code(),
                one.period(),
                last == null ? 1 : last.id().revision());
        if (last == null || (last.state() == State.STOPPED && last.content() != null)) {
            var fresh = last == null ? id : id.next();
            ledger.add(Entry.planned(fresh, origin));
            return ledger.find(fresh).filter(entry -> entry.state() == State.WAITING);
        }
        return last.state() == State.STOPPED || last.state() == State.WAITING
                ? ledger.replace(last.again(origin))
                : Optional.empty();
    }

    /** The periods of each data set that a person asks for; null for the last ones. */
    List<Again> asked(Destination destination, @Nullable Period period, Instant now) {
        var asked = List.copyOf(planner.asked(destination, period, now));
        if (asked.isEmpty()) {
            throw refused("No data set of the destination is reported for such a period.");
        }
        if (period != null && !period.to().isBefore(LocalDate.ofInstant(now, terms.zone()))) {
            throw new RefusedException(Code.PERIOD_OPEN, "The period is not over.");
        }
        return asked;
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Code.PARAMETER, message, Map.of("parameter", "period"));
    }

    Destination destination(String code) {
        return terms.recipients()
                .find(code)
                .orElseThrow(() -> new RefusedException(Code.NOT_FOUND, "There is no such destination."));
    }
}
