package org.outreachsync.export.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Content.SnapshotRef;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Leftovers;
import org.outreachsync.export.ledger.Notice;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.run.SafeCounting.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the first reports of periods: counts and makes them safe, knowing everything that recipients were told
 * before. What was decided without knowing of a release that another server made meanwhile is not stored.
 */
final class Preparer {

    static final String UNMAPPED = "Figures have no place in the mapping.";

    private static final Logger LOG = LoggerFactory.getLogger(Preparer.class);

    private final Ledger ledger;
    private final Snapshots snapshots;
    private final Leftovers leftovers;
    private final SafeCounting counting;
    private final Contents contents;

    Preparer(Ledger ledger, Snapshots snapshots, SafeCounting counting, Contents contents) {
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.leftovers = new Leftovers(ledger, snapshots);
        this.counting = counting;
        this.contents = contents;
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
        if (!known.isEmpty()) {
            prepare(destination, known, now);
        }
    }

    private static Optional<DataSet> set(Destination destination, EntryId id) {
        return destination.dataSets().stream()
                .filter(set -> set.code().equals(id.dataSet()))
                .findAny();
    }

    private void prepare(Destination destination, SequencedMap<Entry, Due> known, Instant now) {
        long last = ledger.lastNo();
        switch (counting.count(destination, List.copyOf(known.values()), List.of(), now)) {
            case Outcome.Stopped _
            when known.size() > 1 ->
                known.forEach((entry, due) -> prepare(destination, new LinkedHashMap<>(Map.of(entry, due)), now));
            case Outcome.Stopped(var code, var reason, var details) ->
                known.keySet().forEach(entry -> stop(entry, code, reason, details, now));
            case Outcome.Later(var reason) -> known.keySet().forEach(entry -> waits(entry, reason));
            case Outcome.Ready(var ready) -> {
                var mapped = withoutUnmapped(destination, known, ready, now);
                if (mapped.size() == known.size()) {
                    store(destination, List.copyOf(known.keySet()), ready, last, now);
                } else if (!mapped.isEmpty()) {
                    // What is kept as told must not hold the counts of those that are not.
                    prepare(destination, mapped, now);
                }
            }
        }
    }

    /** Stops those whose figures have no place in the mapping, and returns the others. */
    private SequencedMap<Entry, Due> withoutUnmapped(
            Destination destination, SequencedMap<Entry, Due> known, Prepared.Ready ready, Instant now) {
        var mapped = new LinkedHashMap<Entry, Due>();
        var exports = ready.exports().iterator();
        known.forEach((entry, due) -> {
            var missing = Rendering.missing(destination, exports.next().table());
            if (missing.isEmpty()) {
                mapped.put(entry, due);
            } else {
                stop(entry, Stop.Code.MAPPING_INCOMPLETE, UNMAPPED, missing, now);
            }
        });
        return mapped;
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
            no++;
            var content = contents.of(destination, entry.id(), export, counts, no, now);
            kept.add(content.table());
            if (ledger.replace(entry.prepared(content, List.of(), now)).isEmpty()) {
                // What follows was made safe without knowing of what happened meanwhile.
                LOG.info("export {}: another server was faster; it is prepared later", entry.id());
                return;
            }
        }
    }

    private void waits(Entry entry, String reason) {
        var why = new Stop(Stop.Code.COUNTING, reason, List.of());
        if (!why.equals(entry.stop())) {
            LOG.info("export {} waits: {}", entry.id(), reason);
            ledger.replace(entry.waiting(why));
        }
    }

    private void stop(Entry entry, Stop.Code code, String reason, List<String> details, Instant now) {
        LOG.error("export {} is stopped: {} {}", entry.id(), code, reason);
        ledger.replace(entry.stopped(new Stop(code, reason, details), tell(now)));
    }

    static Notice tell(Instant now) {
        return new Notice(Notice.Kind.OWNER_HELPS, now, 0);
    }
}
