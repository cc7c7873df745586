package org.outreachsync.export.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Leftovers;
import org.outreachsync.export.ledger.Notice;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.run.Planner.Again;
import org.outreachsync.export.run.SafeCounting.Outcome;
import org.outreachsync.export.table.ExportTable;

/** Counts released exports again, and proposes restatements of those that would tell something else. */
final class Restatements {

    private final Ledger ledger;
    private final Snapshots snapshots;
    private final Leftovers leftovers;
    private final SafeCounting counting;
    private final Contents contents;
    private final Renditions renditions;
    private final InstantSource clock;

    Restatements(
            Ledger ledger,
            Snapshots snapshots,
            SafeCounting counting,
            Contents contents,
            Renditions renditions,
            InstantSource clock) {
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.leftovers = new Leftovers(ledger, snapshots);
        this.counting = counting;
        this.contents = contents;
        this.renditions = renditions;
        this.clock = clock;
    }

    /** What came of counting again. */
    sealed interface Recount {

        /** Recipients would be told what they were told already. */
        record Same() implements Recount {}

        /** A proposal, or why there can be none; it may have been there before. */
        record Found(Entry entry) implements Recount {}

        /**
         * It is not known yet.
         *
         * @param reason why not, for people
         */
        record Busy(String reason) implements Recount {

            /** Another server was faster. */
            static final Busy OUTRUN = new Busy("Another server changed the export meanwhile. Try again.");
        }
    }

    /**
     * Counts a released export again. If recipients would be told something else, proposes a restatement; a proposal
     * that is not right any more is withdrawn. If a person asks for it, a changed document of the destination is reason
     * enough: its formats, mapping, language or policy may have been corrected.
     *
     * @param origin who asked for it
     */
    Recount again(Destination destination, Again again, Entry.Origin origin, Instant now) {
        var set = again.set();
        var revisions = ledger.revisions(destination.code(), set.code(), again.period());
        var released = revisions.stream()
                .filter(entry -> entry.isReleased() && entry.isTold())
                .max(Comparator.comparingInt(entry -> entry.id().revision()));
        if (released.isEmpty()) {
            return new Recount.Same();
        }
        var proposed = revisions.stream()
                .filter(entry -> !entry.isReleased() && entry.isTold())
                .findAny()
                .orElse(null);
        long last = ledger.lastNo();
        var id = revisions.getLast().id().next();
        var due = List.of(new Due(set, again.period(), id.revision()));
        var without = proposed == null ? List.<Entry>of() : List.of(proposed);
        var planned = Entry.planned(id, origin);
        return switch (counting.count(destination, due, without, now)) {
            case Outcome.Later(var reason) -> new Recount.Busy(reason);
            case Outcome.Stopped(var code, var reason, var details) ->
                stopped(revisions.getLast(), planned, new Stop(code, reason, details), now);
            case Outcome.Ready(var ready) -> {
                var changes = changes(destination, released.get(), proposed, origin, ready);
                if (proposed != null) {
                    if (!changes.isEmpty() && all(proposed, destination, ready).isEmpty()) {
                        yield new Recount.Found(proposed);
                    }
                    var why = Stop.withdrawn("The figures changed again.", origin.by());
                    if (withdraw(proposed, why, null).isEmpty()) {
                        yield Recount.Busy.OUTRUN;
                    }
                }
                withdrawStopped(revisions.getLast(), origin);
                yield changes.isEmpty() ? new Recount.Same() : propose(destination, planned, ready, changes, last, now);
            }
        };
    }

    /** The changes of cells, and those of the document if a person asks or has asked for them. */
    private List<Entry.Change> changes(
            Destination destination,
            Entry released,
            @Nullable Entry proposed,
            Entry.Origin origin,
            Prepared.Ready ready) {
        boolean isAsked = origin.occurrence().isEmpty()
                || (proposed != null && proposed.origin().occurrence().isEmpty());
        return isAsked
                ? all(released, destination, ready)
                : Changes.between(table(released), ready.exports().getFirst().table());
    }

    private List<Entry.Change> all(Entry before, Destination destination, Prepared.Ready ready) {
        var then = table(before);
        var now = ready.exports().getFirst().table();
        var changes = new ArrayList<>(Changes.between(then, now));
        renditions
                .of(before)
                .ifPresent(shape -> changes.addAll(
                        DocumentChanges.between(then.head(), shape, now.head(), destination.rendition())));
        return changes;
    }

    private Recount stopped(Entry last, Entry planned, Stop stop, Instant now) {
        var before = last.stop();
        if (before != null && before.code() == stop.code()) {
            return new Recount.Found(last);
        }
        return stopped(planned, stop, now);
    }

    private Recount stopped(Entry planned, Stop stop, Instant now) {
        var stopped = planned.stopped(stop, Preparer.tell(now));
        return ledger.add(stopped) ? new Recount.Found(stopped) : Recount.Busy.OUTRUN;
    }

    /** What stopped the last restatement does not stop this one, so nobody has to look at it any more. */
    private void withdrawStopped(Entry last, Entry.Origin origin) {
        if (last.state() == State.STOPPED && !last.isReleased() && !last.isWithdrawn()) {
            ledger.replace(last.stopped(Stop.withdrawn("It could be counted later.", origin.by()), null));
        }
    }

    private Recount propose(
            Destination destination,
            Entry planned,
            Prepared.Ready ready,
            List<Entry.Change> changes,
            long last,
            Instant now) {
        var export = ready.exports().getFirst();
        var missing = Rendering.missing(destination, export.table());
        if (!missing.isEmpty()) {
            return stopped(planned, new Stop(Stop.Code.MAPPING_INCOMPLETE, Preparer.UNMAPPED, missing), now);
        }
        var id = planned.id();
        var counts = snapshots.keep(ready.counts(), List.of(id), now);
        var content = contents.of(destination, id, export, counts, last + 1, now);
        boolean isAdded = ledger.add(planned.prepared(content, changes, now));
        leftovers.settle(List.of(counts, content.table()));
        return isAdded
                ? ledger.find(id).<Recount>map(Recount.Found::new).orElseGet(() -> Recount.Busy.OUTRUN)
                : Recount.Busy.OUTRUN;
    }

    /**
     * Withdraws a restatement that was not released, with its snapshots.
     *
     * @param tell what people are told of it; null for nothing
     * @return empty if somebody changed it meanwhile
     */
    Optional<Entry> withdraw(Entry proposed, Stop why, @Nullable Notice tell) {
        var now = clock.instant();
        var content = Objects.requireNonNull(proposed.content());
        var doubted = List.of(content.table(), content.counts());
        doubted.forEach(snapshot -> snapshots.doubt(snapshot, List.of(proposed.id()), now));
        var withdrawn = ledger.replace(proposed.stopped(why, tell));
        leftovers.settle(doubted);
        return withdrawn;
    }

    private ExportTable table(Entry entry) {
        return snapshots.table(Objects.requireNonNull(entry.content()).table());
    }
}
