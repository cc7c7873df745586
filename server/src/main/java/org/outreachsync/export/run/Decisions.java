package org.outreachsync.export.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.export.destination.PolicyChoice;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Progress.Cause;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** What people decide about exports, and who may see them. */
final class Decisions {

    private final Terms terms;
    private final Ledger ledger;
    private final Restatements restatements;
    private final RunByHand byHand;

    Decisions(Terms terms, Ledger ledger, Restatements restatements, RunByHand byHand) {
        this.terms = terms;
        this.ledger = ledger;
        this.restatements = restatements;
        this.byHand = byHand;
    }

    Entry approve(Entry found, String by) {
        var entry = undecided(found);
        byHand.checkChannel(byHand.destination(entry.id().destination()));
        return changed(entry.released(new Entry.Approval(terms.clock().instant(), by)));
    }

    Entry withdraw(Entry found, String by) {
        var entry = undecided(found);
        return restatements
                .withdraw(entry, Stop.withdrawn("A person withdrew it.", by), null)
                .orElseThrow(Decisions::busy);
    }

    Entry sendAgain(Entry found, String by) {
        var entry = in(found, State.UNDELIVERED, State.DELIVERED, State.RELEASED);
        if (entry.progress().isClaimed(terms.clock().instant(), terms.limits().lease())) {
            throw new RefusedException(Code.BUSY, "The export is being delivered now.");
        }
        var own = entry.id();
        if (ledger.revisions(own.destination(), own.dataSet(), own.period()).stream()
                .anyMatch(other -> other.isReleased() && other.id().revision() > own.revision())) {
            throw refused(entry, "A later revision of the export was released. Send that one again.");
        }
        byHand.checkChannel(byHand.destination(own.destination()));
        var again = entry.progress().dueAt(terms.clock().instant(), Cause.SENT_AGAIN, by);
        // Who sends it again knows that it failed.
        return changed(entry.to(State.RELEASED, again).telling(null));
    }

    /** A restatement that waits for a person; if one was faster, the refusal says who decided what. */
    private static Entry undecided(Entry entry) {
        var approval = entry.approval();
        if (approval != null && !approval.by().isEmpty()) {
            throw refused(
                    entry,
                    "It was approved already, by " + approval.by() + " at " + second(approval.at()) + "; now it is "
                            + entry.state() + ".");
        }
        var stop = entry.stop();
        if (stop != null && entry.isWithdrawn()) {
            var by = stop.by().isEmpty() ? "" : ", by " + stop.by();
            throw refused(entry, "It was withdrawn already" + by + ": " + stop.reason());
        }
        return in(entry, State.NEEDS_APPROVAL);
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Entry in(Entry entry, State... states) {
        if (!List.of(states).contains(entry.state())) {
            throw refused(
                    entry,
                    "The export is " + entry.state() + ". It must be "
                            + Stream.of(states).map(State::name).collect(Collectors.joining(" or ")) + ".");
        }
        return entry;
    }

    private static RefusedException refused(Entry entry, String message) {
        return new RefusedException(
                Code.EXPORT_STATE, message, Map.of("state", entry.state().name()));
    }

    private Entry changed(Entry entry) {
        return ledger.replace(entry).orElseThrow(Decisions::busy);
    }

    private static RefusedException busy() {
        return new RefusedException(Code.BUSY, "The export was changed meanwhile. Look again.");
    }

    boolean tellsExactChanges(Entry entry) {
        var id = entry.id();
        return !entry.changes().isEmpty()
                && ledger.revisions(id.destination(), id.dataSet(), id.period()).stream()
                        .filter(other -> other.id().revision() <= id.revision())
                        .anyMatch(Decisions::isExact);
    }

    boolean isGivenByKey(Entry entry) {
        try {
            var destination = terms.recipients().find(entry.id().destination());
            return destination.isPresent()
                    && (!isExact(entry) || destination.get().policy().kind() == PolicyChoice.Kind.EXACT);
        } catch (RefusedException unusable) {
            return !isExact(entry);
        }
    }

    private static boolean isExact(Entry entry) {
        var content = entry.content();
        return content != null && content.isExact();
    }
}
