package org.outreachsync.export.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Leftovers;
import org.outreachsync.export.ledger.Notice;
import org.outreachsync.export.ledger.Progress.Result;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.outbox.Parcels.FilesDifferException;
import org.outreachsync.export.outbox.Waits;
import org.outreachsync.export.run.Lease.Holding;
import org.outreachsync.export.schedule.Schedule;
import org.outreachsync.failure.Frames;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does about exports by itself. */
final class Work {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    /** States in which something waits for somebody. */
    private static final Set<State> WATCHED =
            EnumSet.of(State.WAITING, State.NEEDS_APPROVAL, State.RELEASED, State.UNDELIVERED, State.STOPPED);

    private static final Stop GONE =
            new Stop(Stop.Code.NO_DESTINATION, "The destination is not there any more.", List.of());

    private final Terms terms;
    private final Ledger ledger;
    private final Planner planner;
    private final Preparer preparer;
    private final Recounts recounts;
    private final RenderedFiles files;
    private final Deliveries deliveries;
    private final Waits waits;
    private final Leftovers leftovers;
    private final Undecided undecided;
    private final Lease lease;
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Instant> ended;
    private final UnusableNow unusable = new UnusableNow();
    private final AtomicReference<Map<State, Long>> waiting = new AtomicReference<>(Map.of());

    Work(
            Terms terms,
            Ledger ledger,
            Planner planner,
            Preparer preparer,
            Recounts recounts,
            RenderedFiles files,
            Deliveries deliveries,
            Waits waits,
            Leftovers leftovers,
            Undecided undecided,
            Lease lease) {
        this.terms = terms;
        this.ledger = ledger;
        this.planner = planner;
        this.preparer = preparer;
        this.recounts = recounts;
        this.files = files;
        this.deliveries = deliveries;
        this.waits = waits;
        this.leftovers = leftovers;
        this.undecided = undecided;
        this.lease = lease;
        this.ended = new AtomicReference<>(terms.clock().instant());
    }

    /** Makes what is due, and begins to deliver it. Does not wait for far sides. */
    void look(Instant now) {
        try {
            if (!now.isBefore(cleaned.get().plus(terms.limits().cleanEvery()))) {
                cleaned.set(now);
                guarded("what was left behind", () -> clean(now));
            }
            var destinations = terms.recipients().all();
            unusable.note(destinations.unusable());
            deliveries.begin(now);
            var held = lease.hold(terms.limits().renewEvery(), () -> {});
            if (held.isPresent()) {
                try (var holding = held.get()) {
                    guarded("all destinations", () -> make(holding, destinations.usable(), now));
                }
            }
            deliveries.begin(now);
            waiting.set(count());
            ended.set(terms.clock().instant());
        } catch (StoreUnavailableException away) {
            LOG.atWarn()
                    .addKeyValue(Frames.KEY, Frames.of(away))
                    .log("exports wait, because the store does not answer");
        }
    }

    /**
     * Removes what killed servers and withdrawn restatements have left behind, and nothing of a living server; and
     * withdraws what nobody has decided about.
     */
    private void clean(Instant now) {
        var limits = terms.limits();
        leftovers.settleAll(now.minus(limits.draftMax()), limits.dueMax());
        files.clean();
        undecided.withdraw(now);
        ledger.noteFollowed(limits.dueMax());
    }

    Map<State, Long> waiting() {
        return waiting.get();
    }

    long unusable() {
        return unusable.count();
    }

    Instant ended() {
        return ended.get();
    }

    private Map<State, Long> count() {
        var counts = new EnumMap<State, Long>(State.class);
        WATCHED.forEach(state -> counts.put(state, ledger.open(state)));
        return counts;
    }

    /**
     * Plans, prepares and writes. What is counted already is written first: counting may take minutes, and a server
     * that is stopped meanwhile, again and again, would never come to write. Stops as soon as another server has taken
     * over.
     */
    private void make(Holding holding, List<Destination> destinations, Instant now) {
        write(holding, now);
        var usable = new TreeMap<String, Destination>();
        destinations.forEach(destination -> usable.put(destination.code(), destination));
        for (var destination : usable.values()) {
            guarded(destination.code(), () -> plan(destination, now));
            if (!holding.isHeld()) {
                return;
            }
        }
        for (var ready : ready(usable, now).entrySet()) {
            guarded(ready.getKey(), () -> prepare(usable.get(ready.getKey()), ready.getValue(), now));
            if (!holding.isHeld()) {
                return;
            }
        }
        write(holding, now);
    }

    private void write(Holding holding, Instant now) {
        if (!holding.isHeld()) {
            return;
        }
        for (var entry : ledger.in(State.PREPARED, terms.limits().dueMax())) {
            if (entry.due().filter(due -> terms.limits().isDue(due, now)).isPresent()) {
                guarded(entry.id().toString(), () -> written(write(entry)));
                if (!holding.isHeld()) {
                    return;
                }
            }
        }
    }

    /** What fails at one destination does not keep the others waiting. */
    static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException failed) {
            LOG.atError()
                    .addKeyValue(Frames.KEY, Frames.of(failed))
                    .log("exports of {} failed here; they are tried again", what);
        }
    }

    private void plan(Destination destination, Instant now) {
        var plan = planner.plan(destination, now);
        if (plan.occurrences().isEmpty()) {
            return;
        }
        var occurrence = PlannedRuns.name(plan.occurrences().getLast().local());
        if (recounts.count(destination, plan, occurrence, now)) {
            planner.finish(destination, plan, now);
        }
    }

    /** Planned entries that do not have to wait any longer, by destination. */
    private Map<String, List<Entry>> ready(Map<String, Destination> usable, Instant now) {
        return ledger.in(State.WAITING, Range.LIMIT_MAX).stream()
                .filter(entry -> !unusable.has(entry.id().destination()))
                .filter(entry -> !now.isBefore(entry.origin().waitUntil())
                        || haveSynced(entry, usable.get(entry.id().destination())))
                .collect(Collectors.groupingBy(
                        entry -> entry.id().destination(), LinkedHashMap::new, Collectors.toList()));
    }

    private boolean haveSynced(Entry entry, @Nullable Destination destination) {
        var over =
                entry.id().period().to().plusDays(1).atStartOfDay(terms.zone()).toInstant();
        return destination == null
                || destination.dataSets().stream()
                        .filter(set -> set.code().equals(entry.id().dataSet()))
                        .allMatch(set -> terms.tablets().haveSynced(set, over));
    }

    private void prepare(@Nullable Destination destination, List<Entry> entries, Instant now) {
        if (destination != null) {
            preparer.prepare(destination, entries, now);
            return;
        }
        entries.forEach(entry -> ledger.replace(entry.stopped(GONE, null)));
    }

    private static void written(Entry entry) {
        if (entry.state() == State.NEEDS_APPROVAL) {
            LOG.warn(
                    "export {} restates {} cells and waits for approval",
                    entry.id(),
                    entry.changes().size());
        }
    }

    /** Writes the files of a prepared entry, and releases it if nobody has to approve it. */
    Entry write(Entry entry) {
        if (entry.state() != State.PREPARED) {
            return entry;
        }
        var now = terms.clock().instant();
        Entry after;
        try {
            var written = entry.with(files.write(entry));
            boolean isFree = entry.changes().isEmpty() || restates(entry);
            after = isFree
                    ? written.released(new Entry.Approval(now, ""))
                    : written.to(State.NEEDS_APPROVAL, entry.progress().dueAt(null))
                            .telling(new Notice(Notice.Kind.NEEDS_APPROVAL, now, 0));
        } catch (IOException | UncheckedIOException unwritable) {
            LOG.atWarn()
                    .addKeyValue(Frames.KEY, Frames.of(unwritable))
                    .log("export {}: its files cannot be written", entry.id());
            after = later(entry, now, "The files could not be written. The disk may be full.");
        } catch (FilesDifferException gone) {
            after = entry.stopped(
                    new Stop(Stop.Code.FILES_DIFFER, String.valueOf(gone.getMessage()), List.of()), Preparer.tell(now));
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException failed) {
            LOG.atError()
                    .addKeyValue(Frames.KEY, Frames.of(failed))
                    .log("export {}: writing its files failed here", entry.id());
            after = later(entry, now, "The files could not be written here; the log of the server says why.");
        }
        return ledger.replace(after).orElse(entry);
    }

    /** Until it is given up, it counts as told, and every other export has to be safe beside it. */
    private Entry later(Entry entry, Instant now, String reason) {
        var limits = terms.limits();
        var begun = entry.progress().begun(now, now);
        if (begun.tries() > limits.writing().times()) {
            return entry.stopped(new Stop(Stop.Code.NOT_WRITTEN, reason, List.of()), Preparer.tell(now));
        }
        var again = now.plus(waits.after(limits.writing(), begun.tries(), null));
        return entry.to(State.PREPARED, begun.ended(now, Result.RETRY, reason, again));
    }

    /** If it is not known, a person decides. */
    private boolean restates(Entry entry) {
        try {
            return terms.recipients()
                    .find(entry.id().destination())
                    .map(Destination::schedule)
                    .filter(Schedule::restates)
                    .isPresent();
        } catch (RefusedException unusableNow) {
            return false;
        }
    }
}
