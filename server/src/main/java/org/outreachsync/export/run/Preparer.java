package org.outreachsync.export.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Export;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.PolicyChoice;
import org.outreachsync.export.ledger.Content;
import org.outreachsync.export.ledger.Content.SnapshotRef;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Leftovers;
import org.outreachsync.export.ledger.Notice;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.run.SafeCounting.Outcome;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.indicator.Period;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts exports and makes them safe, knowing everything that recipients were told before. What was decided without
 * knowing of a release that another server made meanwhile is not stored.
 */
final class Preparer {

    private static final Logger LOG = LoggerFactory.getLogger(Preparer.class);

    private final Ledger ledger;
    private final Snapshots snapshots;
    private final Leftovers leftovers;
    private final SafeCounting counting;
    private final Build build;
    private final InstantSource clock;
    private final ExportLimits limits;

    Preparer(
            Ledger ledger,
            Snapshots snapshots,
            SafeCounting counting,
            Build build,
            InstantSource clock,
            ExportLimits limits) {
        this.clock = clock;
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.leftovers = new Leftovers(ledger, snapshots);
        this.counting = counting;
        this.build = build;
        this.limits = limits;
    }

    /**
     * Prepares entries of a destination together. If they cannot be made safe together, the later ones are made safe
     * after the earlier ones.
     */
    void prepare(Destination destination, List<Entry> waiting, Instant now) {
        var known = new LinkedHashMap<Entry, Due>();
        for (var entry : waiting) {
            var set = set(destination, entry.id());
            if (set.isPresent()) {
                known.put(
                        entry,
                        new Due(set.get(), entry.id().period(), entry.id().revision()));
            } else {
                stop(entry, Stop.Code.NO_DESTINATION, "The destination has no such data set any more.", List.of(), now);
            }
        }
        if (!known.isEmpty() && !together(destination, known, now)) {
            for (var one : known.entrySet()) {
                var alone = new LinkedHashMap<Entry, Due>();
                alone.put(one.getKey(), one.getValue());
                together(destination, alone, now);
            }
        }
    }

    private static Optional<DataSet> set(Destination destination, EntryId id) {
        return destination.dataSets().stream()
                .filter(set -> set.code().equals(id.dataSet()))
                .findAny();
    }

    /** Returns false if several cannot be made safe together; nothing was stored then. */
    private boolean together(Destination destination, SequencedMap<Entry, Due> known, Instant now) {
        long last = ledger.lastNo();
        var due = List.copyOf(known.values());
        switch (counting.count(destination, due, List.of(), now)) {
            case Outcome.Stopped(var code, var reason, var details) -> {
                if (known.size() > 1) {
                    return false;
                }
                known.keySet().forEach(entry -> stop(entry, code, reason, details, now));
            }
            case Outcome.Later() -> {}
            case Outcome.Ready(var ready) -> store(destination, List.copyOf(known.keySet()), ready, last, now);
        }
        return true;
    }

    private void store(Destination destination, List<Entry> entries, Prepared.Ready ready, long last, Instant now) {
        var kept = new ArrayList<SnapshotRef>();
        store(destination, entries, ready, last, now, kept);
        leftovers.settle(kept);
    }

    private void store(
            Destination destination,
            List<Entry> entries,
            Prepared.Ready ready,
            long last,
            Instant now,
            List<SnapshotRef> kept) {
        var counts =
                snapshots.keep(ready.counts(), entries.stream().map(Entry::id).toList(), now);
        kept.add(counts);
        long no = last;
        for (int at = 0; at < entries.size(); at++) {
            var entry = entries.get(at);
            var export = ready.exports().get(at);
            var missing = Rendering.missing(destination, export.table());
            if (!missing.isEmpty()) {
                stop(entry, Stop.Code.MAPPING_INCOMPLETE, "Figures have no place in the mapping.", missing, now);
            } else {
                no++;
                var content = content(destination, entry.id(), export, counts, no, now);
                kept.add(content.table());
                if (ledger.replace(entry.prepared(content, List.of(), now)).isEmpty()) {
                    // What follows was made safe without knowing of what happened meanwhile.
                    LOG.info("export {}: another server was faster; it is prepared later", entry.id());
                    return;
                }
            }
        }
    }

    private Content content(
            Destination destination, EntryId id, Export export, SnapshotRef counts, long no, Instant now) {
        return new Content(
                no,
                export.table().head().counted(),
                export.counted().countedTo(),
                build.versions(destination),
                snapshots.keep(export.table(), List.of(id), now),
                counts,
                destination.policy().kind() == PolicyChoice.Kind.EXACT,
                trend(id),
                List.of(),
                "");
    }

    /** The last releases of earlier periods, the earliest first. */
    private List<String> trend(EntryId id) {
        var periods = new LinkedHashMap<Period, Entry>();
        ledger.before(id.destination(), id.dataSet(), id.period().from().minusDays(1), limits.dueMax()).stream()
                .filter(entry -> entry.isReleased() && entry.isTold())
                .forEach(entry -> periods.merge(
                        entry.id().period(),
                        entry,
                        (one, other) -> one.id().revision() > other.id().revision() ? one : other));
        return periods.values().stream()
                .limit(limits.trendMax())
                .map(entry -> entry.id().toString())
                .toList()
                .reversed();
    }

    /**
     * Counts a released export again. If recipients would be told something else, proposes a restatement; a proposal
     * that is not right any more is withdrawn.
     *
     * @param origin who asked for it
     * @return the proposal; empty for none
     */
    Optional<Entry> again(Destination destination, DataSet set, Period period, Entry.Origin origin, Instant now) {
        var revisions = ledger.revisions(destination.code(), set.code(), period);
        var released = revisions.stream()
                .filter(entry -> entry.isReleased() && entry.isTold())
                .max(Comparator.comparingInt(entry -> entry.id().revision()));
        if (released.isEmpty()) {
            return Optional.empty();
        }
        var proposed = revisions.stream()
                .filter(entry -> !entry.isReleased() && entry.isTold())
                .findAny()
                .orElse(null);
        long last = ledger.lastNo();
        var id = revisions.getLast().id().next();
        var due = List.of(new Due(set, period, id.revision()));
        var without = proposed == null ? List.<Entry>of() : List.of(proposed);
        var planned = Entry.planned(id, origin);
        return switch (counting.count(destination, due, without, now)) {
            case Outcome.Later() -> Optional.empty();
            case Outcome.Stopped(var code, var reason, var details) -> {
                var before = revisions.getLast().stop();
                boolean isNew = before == null || before.code() != code;
                var stopped = planned.stopped(new Stop(code, reason, details), tell(now));
                yield isNew && ledger.add(stopped) ? Optional.of(stopped) : Optional.empty();
            }
            case Outcome.Ready(var ready) -> {
                var export = ready.exports().getFirst();
                var changes = Changes.between(table(released.get()), export.table());
                if (proposed != null) {
                    if (!changes.isEmpty()
                            && Changes.between(table(proposed), export.table()).isEmpty()) {
                        yield Optional.of(proposed);
                    }
                    var why = Stop.withdrawn("The figures changed again.", origin.by());
                    if (withdraw(proposed, why).isEmpty()) {
                        yield Optional.empty();
                    }
                }
                withdrawStopped(revisions.getLast(), origin);
                yield changes.isEmpty() ? Optional.empty() : propose(destination, planned, ready, changes, last, now);
            }
        };
    }

    /** What stopped the last restatement does not stop this one, so nobody has to look at it any more. */
    private void withdrawStopped(Entry last, Entry.Origin origin) {
        if (last.state() == State.STOPPED && !last.isReleased() && !last.isWithdrawn()) {
            ledger.replace(last.stopped(Stop.withdrawn("It could be counted later.", origin.by()), null));
        }
    }

    private Optional<Entry> propose(
            Destination destination,
            Entry planned,
            Prepared.Ready ready,
            List<Entry.Change> changes,
            long last,
            Instant now) {
        var export = ready.exports().getFirst();
        var missing = Rendering.missing(destination, export.table());
        if (!missing.isEmpty()) {
            var stop = new Stop(Stop.Code.MAPPING_INCOMPLETE, "Figures have no place in the mapping.", missing);
            var stopped = planned.stopped(stop, tell(now));
            return ledger.add(stopped) ? Optional.of(stopped) : Optional.empty();
        }
        var id = planned.id();
        var counts = snapshots.keep(ready.counts(), List.of(id), now);
        var content = content(destination, id, export, counts, last + 1, now);
        boolean isAdded = ledger.add(planned.prepared(content, changes, now));
        leftovers.settle(List.of(counts, content.table()));
        return isAdded ? ledger.find(id) : Optional.empty();
    }

    /**
     * Withdraws a restatement that was not released, with its snapshots.
     *
     * @return empty if somebody changed it meanwhile
     */
    Optional<Entry> withdraw(Entry proposed, Stop why) {
        var now = clock.instant();
        var content = Objects.requireNonNull(proposed.content());
        var doubted = List.of(content.table(), content.counts());
        doubted.forEach(snapshot -> snapshots.doubt(snapshot, List.of(proposed.id()), now));
        var withdrawn = ledger.replace(proposed.stopped(why, null));
        leftovers.settle(doubted);
        return withdrawn;
    }

    private ExportTable table(Entry entry) {
        return snapshots.table(Objects.requireNonNull(entry.content()).table());
    }

    private void stop(Entry entry, Stop.Code code, String reason, List<String> details, Instant now) {
        LOG.error("export {} is stopped: {} {}", entry.id(), code, reason);
        ledger.replace(entry.stopped(new Stop(code, reason, details), tell(now)));
    }

    static Notice tell(Instant now) {
        return new Notice(Notice.Kind.OWNER_HELPS, now, 0);
    }
}
