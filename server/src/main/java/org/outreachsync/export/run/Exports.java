package org.outreachsync.export.run;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.outbox.Outbox;
import org.outreachsync.export.outbox.Parcels.FilesDifferException;
import org.outreachsync.export.outbox.Waits;
import org.outreachsync.export.run.Planner.Again;
import org.outreachsync.export.signature.Signer;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.Period;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;

/**
 * Everything that is done with exports: people start, approve and look at them, and {@link #tick} makes and delivers
 * what is due. Blocks; thread-safe; several servers may use one store.
 */
public final class Exports {

    private final Ledger ledger;
    private final Signer signer;
    private final Terms terms;
    private final SafeCounting counting;
    private final Preparer preparer;
    private final RenderedFiles files;
    private final Work work;

    /** Exports in this store. */
    public Exports(DocumentStore store, Sealer sealer, Terms terms) {
        this.terms = terms;
        this.ledger = new Ledger(store, sealer);
        this.signer = new Signer(store, sealer);
        var secrets = new Secrets(terms.random());
        var limits = terms.limits();
        var snapshots = new Snapshots(store, sealer, secrets, terms.catalogue());
        var planner = new Planner(ledger, new PlannedRuns(store, sealer), limits);
        this.counting = new SafeCounting(ledger, snapshots, terms.counting());
        this.preparer = new Preparer(ledger, snapshots, counting, terms.build(), limits);
        this.files =
                new RenderedFiles(terms.files(), ledger, snapshots, terms.recipients(), signer, sealer, terms.build());
        var waits = new Waits(terms.random());
        var outbox = new Outbox(ledger, terms.channels(), files, terms.notices(), waits, terms.clock(), limits);
        var lease = new Lease(store, sealer, limits.lease());
        this.work = new Work(terms, ledger, planner, preparer, files, outbox, waits, lease);
    }

    /**
     * Makes and delivers what is due. Called every minute or so; of several servers that call it at once, one makes,
     * and each entry is delivered by one.
     */
    public void tick(Instant now) {
        work.tick(now);
    }

    /**
     * Starts exports by hand, without waiting for tablets. A period that was reported already is counted again; if
     * recipients would be told something else, a restatement is proposed.
     *
     * @param period null for the last one of each data set
     * @param by who starts it
     * @throws RefusedException NOT_FOUND for an unknown destination; PARAMETER if none of its data sets is reported for
     *     such a period, or it is not over
     */
    public Run start(String code, @Nullable Period period, String by) {
        var destination = destination(code);
        var now = Instant.ofEpochMilli(terms.clock().millis());
        var asked = asked(destination, period, now);
        var origin = new Entry.Origin(now, by, "", now);
        var waiting = new ArrayList<Entry>();
        for (var one : asked) {
            var revisions = ledger.revisions(code, one.set().code(), one.period());
            if (revisions.stream().anyMatch(Entry::isReleased)) {
                preparer.again(destination, one.set(), one.period(), origin, now);
            } else {
                planned(code, one, revisions, origin).ifPresent(waiting::add);
            }
        }
        preparer.prepare(destination, waiting, now);
        var entries = new ArrayList<Entry>();
        for (var one : asked) {
            ledger.revisions(code, one.set().code(), one.period()).stream()
                    .filter(entry -> !entry.isReleased())
                    .filter(entry ->
                            entry.state() != State.STOPPED || entry.origin().equals(origin))
                    .reduce((earlier, later) -> later)
                    .ifPresent(entry -> entries.add(work.write(entry)));
        }
        return new Run(code, entries);
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

    private List<Again> asked(Destination destination, @Nullable Period period, Instant now) {
        var schedule = destination.schedule();
        var zone = schedule == null ? terms.zone() : schedule.zone();
        var local = LocalDateTime.ofInstant(now, zone);
        if (period != null && !period.to().isBefore(local.toLocalDate())) {
            throw new RefusedException(Code.PERIOD_OPEN, "The period is not over.");
        }
        var asked = List.copyOf(Planner.asked(destination, period, local));
        if (asked.isEmpty()) {
            throw refused("No data set of the destination is reported for such a period.");
        }
        return asked;
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Code.PARAMETER, message, Map.of("parameter", "period"));
    }

    private Destination destination(String code) {
        return terms.recipients()
                .find(code)
                .orElseThrow(() -> new RefusedException(Code.NOT_FOUND, "There is no such destination."));
    }

    /**
     * Says what exports of a destination would be. Stores nothing and delivers nothing.
     *
     * @param destination as it is saved, or as somebody wants to save it
     * @param period null for the last one of each data set
     * @throws RefusedException PARAMETER if none of its data sets is reported for such a period, or it is not over;
     *     BUSY if counting of records did not pause
     */
    public DryRun dryRun(Destination destination, @Nullable Period period) {
        var now = terms.clock().instant();
        var due = new ArrayList<Due>();
        for (var one : asked(destination, period, now)) {
            var revisions = ledger.revisions(destination.code(), one.set().code(), one.period());
            due.add(new Due(
                    one.set(),
                    one.period(),
                    revisions.isEmpty() ? 1 : revisions.getLast().id().next().revision()));
        }
        return DryRun.of(destination, counting.count(destination, due, List.of(), now));
    }

    /**
     * Entries, the newest first.
     *
     * @param destination only of this one; null for all
     * @param state only in this one; null for all
     * @param before only those that were created at or before it; null for all
     * @param max the most to return
     */
    public List<Entry> list(@Nullable String destination, @Nullable State state, @Nullable Instant before, int max) {
        if (state == null) {
            return ledger.page(destination, before, max);
        }
        return ledger.in(state, Range.LIMIT_MAX).reversed().stream()
                .filter(entry -> destination == null || entry.id().destination().equals(destination))
                .filter(entry -> before == null || !entry.origin().created().isAfter(before))
                .limit(max)
                .toList();
    }

    /**
     * An entry.
     *
     * @throws RefusedException NOT_FOUND if there is none
     */
    public Entry get(String id) {
        return ledger.find(EntryId.parse(id))
                .orElseThrow(() -> new RefusedException(Code.NOT_FOUND, "There is no such export."));
    }

    /**
     * A file of an export that has files. It is written again if it is not there any more.
     *
     * @throws RefusedException NOT_FOUND if there is none of this name
     * @throws IOException if it cannot be written
     * @throws FilesDifferException if it cannot be written again as it was
     */
    public ExportFile file(String id, String name) throws IOException {
        var entry = get(id);
        var content = entry.content();
        if (content == null
                || content.files().stream().noneMatch(file -> file.name().equals(name))) {
            throw new RefusedException(Code.NOT_FOUND, "The export has no such file.");
        }
        return files.files(entry).stream()
                .filter(file -> file.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /**
     * Releases a restatement.
     *
     * @param by who approves it
     * @throws RefusedException NOT_FOUND for an unknown one; PARAMETER if it does not wait for approval; BUSY if
     *     somebody changes it at the same time
     */
    public Entry approve(String id, String by) {
        var entry = in(get(id), State.NEEDS_APPROVAL);
        return changed(entry.released(new Entry.Approval(terms.clock().instant(), by)));
    }

    /**
     * Delivers an export again that was delivered, or could not be.
     *
     * @throws RefusedException as {@link #approve}
     */
    public Entry sendAgain(String id) {
        var entry = in(get(id), State.UNDELIVERED, State.DELIVERED, State.RELEASED);
        if (entry.progress().isClaimed(terms.clock().instant())) {
            throw new RefusedException(Code.BUSY, "The export is being delivered now.");
        }
        return changed(
                entry.to(State.RELEASED, entry.progress().dueAt(terms.clock().instant())));
    }

    private static Entry in(Entry entry, State... states) {
        if (!List.of(states).contains(entry.state())) {
            throw new RefusedException(
                    Code.EXPORT_STATE,
                    "The state of the export does not allow this.",
                    Map.of("state", entry.state().name()));
        }
        return entry;
    }

    private Entry changed(Entry entry) {
        return ledger.replace(entry)
                .orElseThrow(() -> new RefusedException(Code.BUSY, "The export was changed meanwhile. Look again."));
    }

    /**
     * Writes the files of an export again from its snapshots, also after later records came in, and compares them with
     * the ledger.
     *
     * @throws RefusedException NOT_FOUND for an unknown one, and for one without files
     * @throws IOException if they cannot be written
     * @throws FilesDifferException if they differ from those that were signed; the message says how
     */
    public List<ExportFile> rebuild(String id) throws IOException {
        var entry = get(id);
        var content = entry.content();
        if (content == null || content.files().isEmpty()) {
            throw new RefusedException(Code.NOT_FOUND, "The export has no files.");
        }
        return files.rebuild(entry);
    }

    /** The key by which recipients check signatures, as a line for OpenSSH's file of allowed signers. */
    public String allowedSigners() {
        return signer.allowedSigners();
    }

    /** How many entries are in each state that somebody has to know about, as of the last {@link #tick}. */
    public Map<State, Long> waiting() {
        return work.waiting();
    }
}
