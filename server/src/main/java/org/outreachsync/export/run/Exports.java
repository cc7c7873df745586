package org.outreachsync.export.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Leftovers;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.outbox.Outbox;
import org.outreachsync.export.outbox.Parcels.FilesDifferException;
import org.outreachsync.export.outbox.Waits;
import org.outreachsync.export.signature.Signer;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.Period;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;

/**
 * Everything that is done with exports: people start, approve and look at them, and {@link #look} makes and delivers
 * what is due. Blocks; thread-safe; several servers may use one store.
 */
public final class Exports {

    private final Ledger ledger;
    private final Signer signer;
    private final Terms terms;
    private final SafeCounting counting;
    private final Decisions decisions;
    private final RenderedFiles files;
    private final Deliveries deliveries;
    private final Work work;
    private final RunByHand byHand;

    /** Exports in this store. */
    public Exports(DocumentStore store, Sealer sealer, Terms terms) {
        this.terms = terms;
        this.ledger = new Ledger(store, sealer);
        this.signer = new Signer(store, sealer);
        var secrets = new Secrets(terms.random());
        var limits = terms.limits();
        var snapshots = new Snapshots(store, sealer, secrets, terms.catalogue());
        var renditions = new Renditions(terms.recipients());
        var planner = new Planner(
                ledger,
                new PlannedRuns(store, sealer),
                new ScheduleBegins(terms.recipients()),
                terms.zone(),
                terms.recounted(),
                limits);
        this.counting = new SafeCounting(
                ledger,
                snapshots,
                terms.counting(),
                terms.recipients(),
                terms.build().catalogue());
        var contents = new Contents(ledger, snapshots, renditions, terms.build(), limits);
        var preparer = new Preparer(ledger, snapshots, counting, contents);
        var restatements = new Restatements(ledger, snapshots, counting, contents, renditions, terms.clock());
        this.files = new RenderedFiles(terms.files(), ledger, snapshots, renditions, signer, sealer, terms.build());
        var waits = new Waits(terms.random());
        var outbox = new Outbox(ledger, terms.channels(), files, terms.notices(), waits, terms.clock(), limits);
        Function<String, Lease> leases = purpose -> new Lease(store, sealer, purpose, limits.lease(), terms.clock());
        this.deliveries =
                new Deliveries(ledger, outbox, terms.recipients(), code -> leases.apply("deliveries/" + code), limits);
        this.work = new Work(
                terms,
                ledger,
                planner,
                preparer,
                new Recounts(restatements, waits, limits),
                files,
                deliveries,
                waits,
                new Leftovers(ledger, snapshots),
                new Undecided(ledger, terms.recipients(), restatements, limits),
                leases.apply("preparations"));
        this.byHand = new RunByHand(terms, ledger, planner, preparer, restatements, work);
        this.decisions = new Decisions(terms, ledger, restatements, byHand);
    }

    /**
     * Makes what is due, and begins to deliver it. Called every few seconds; of several servers that call it at once,
     * one makes, and each entry is delivered by one. Deliveries go on after this returns.
     */
    public void look(Instant now) {
        work.look(now);
    }

    /**
     * Waits until the deliveries of this server that are under way are over.
     *
     * @return false if they are not within this time
     */
    public boolean awaitDeliveries(Duration patience) {
        return deliveries.await(patience);
    }

    /**
     * Interrupts the deliveries that are under way, and begins no others; another server, or a later one, repeats them.
     */
    public void stopDeliveries() {
        deliveries.stop();
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
    public Run start(String code, @Nullable Period period, String by) {
        return byHand.start(code, period, by);
    }

    /**
     * Says what exports of a destination would be, and what its recipient's server would find wrong with them. Stores
     * nothing and delivers nothing.
     *
     * @param destination as it is saved, or as somebody wants to save it
     * @param period null for the last one of each data set
     * @throws RefusedException PARAMETER if none of its data sets is reported for such a period, or it is not over;
     *     BUSY if records that were handed in before are not counted in time, or if counting did not pause
     */
    public DryRun dryRun(Destination destination, @Nullable Period period) {
        var now = terms.clock().instant();
        var due = new ArrayList<Due>();
        for (var one : byHand.asked(destination, period, now)) {
            var revisions = ledger.revisions(destination.code(), one.set().code(), one.period());
            due.add(new Due(
                    one.set(),
                    one.period(),
                    revisions.isEmpty() ? 1 : revisions.getLast().id().next().revision()));
        }
        return DryRun.of(destination, counting.count(destination, due, List.of(), now))
                .with(terms.farSide(), destination, LocalDate.ofInstant(now, terms.zone()));
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
        return ledger.page(destination, state, before, max);
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
     * @throws RefusedException NOT_FOUND if there is none of this name; FILES_DIFFER if it would not be written as it
     *     was signed; BUSY if it cannot be written now
     */
    public ExportFile file(String id, String name) {
        var entry = get(id);
        var content = entry.content();
        if (content == null
                || entry.isWithdrawn()
                || content.files().stream().noneMatch(file -> file.name().equals(name))) {
            throw new RefusedException(Code.NOT_FOUND, "The export has no such file.");
        }
        return files.asked(entry).stream()
                .filter(file -> file.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /**
     * Releases a restatement.
     *
     * @param by who approves it
     * @throws RefusedException NOT_FOUND for an unknown one; EXPORT_STATE if it does not wait for approval;
     *     CREDENTIAL_MISSING if its channel cannot be used; BUSY if somebody changes it at the same time
     */
    public Entry approve(String id, String by) {
        return decisions.approve(get(id), by);
    }

    /**
     * Withdraws a restatement. If recipients would still be told something else when the period is counted the next
     * time, another one is proposed.
     *
     * @param by who withdraws it
     * @throws RefusedException as {@link #approve}
     */
    public Entry withdraw(String id, String by) {
        return decisions.withdraw(get(id), by);
    }

    /**
     * Delivers an export again that was delivered, or could not be.
     *
     * @param by who wants it
     * @throws RefusedException as {@link #approve}; EXPORT_STATE also if a later revision was released
     */
    public Entry sendAgain(String id, String by) {
        return decisions.sendAgain(get(id), by);
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
        if (content == null || entry.isWithdrawn() || content.files().isEmpty()) {
            throw new RefusedException(Code.NOT_FOUND, "The export has no files.");
        }
        return files.rebuild(entry);
    }

    /** The key by which recipients check signatures, as a line for OpenSSH's file of allowed signers. */
    public String allowedSigners() {
        return signer.allowedSigners();
    }

    /** How long ago the last {@link #look} ended, or this server started. */
    public Duration sinceLastLook() {
        return Duration.between(work.ended(), terms.clock().instant());
    }

    /**
     * Whether the changed cells of a restatement tell exact figures, which only an admin may see: a revision of a
     * former policy may have been exact.
     */
    public boolean tellsExactChanges(Entry entry) {
        return decisions.tellsExactChanges(entry);
    }

    /**
     * Whether a released export is given to whoever has a key: its destination was not removed, and exact figures are
     * given only as long as the destination gets exact ones. A key that was issued later, when only protected figures
     * were agreed on, must not open those of a former agreement.
     */
    public boolean isGivenByKey(Entry entry) {
        return decisions.isGivenByKey(entry);
    }

    /** Until when a restatement waits for somebody to approve it; empty for an export that does not. */
    public Optional<Instant> approveUntil(Entry entry) {
        return entry.state() == State.NEEDS_APPROVAL
                ? Optional.of(Undecided.until(entry, terms.limits()))
                : Optional.empty();
    }

    /** How many destinations could not be used, as of the last {@link #look}. */
    public long unusable() {
        return work.unusable();
    }

    /** How many entries are in each state that somebody has to know about, as of the last {@link #look}. */
    public Map<State, Long> waiting() {
        return work.waiting();
    }
}
