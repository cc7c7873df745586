package org.outreachsync.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Device;
import org.outreachsync.intake.CheckedBatch;
import org.outreachsync.log.BatchKey;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.projection.Admission;
import org.outreachsync.projection.Effect;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.SiteState;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.SyncFrame;

/** Writes a batch into the log exactly once, applies it, and answers it. Pushing the same batch again is idempotent. */
public final class Push {

    /** Losing the race for a sequence number more often means that something else is wrong. */
    private static final int ATTEMPTS_MAX = 64;
    /** Tablets whose next batch is expected; some 200 bytes each. */
    private static final long EXPECTED_MAX = 20_000;

    private final EventLog log;
    private final RecordProjector projector;
    private final Drafting drafting;
    private final Answers answers;
    private final ConcurrentHashMap<String, Long> tails = new ConcurrentHashMap<>();
    private final Cache<BatchKey, LeftOff> expected =
            Caffeine.newBuilder().maximumSize(EXPECTED_MAX).build();

    /** Pushes into this log. */
    public Push(EventLog log, RecordProjector projector, Admission admission, Screening screening, Answers answers) {
        this.log = log;
        this.projector = projector;
        this.drafting = new Drafting(projector, admission, screening);
        this.answers = answers;
    }

    /**
     * What came of a batch.
     *
     * @param state the state of the site, with its log applied
     * @param ack what became of each op, or null when the batch has none
     * @param isAppended whether this call wrote the batch, rather than an earlier one
     * @param written the ops that this call wrote
     * @param isChanged whether anything may have been applied
     * @param changed when the batch is the last entry of the log and this call wrote it: all records with its seq as
     *     their version, as they are stored now; null otherwise
     */
    record Pushed(
            SiteState state,
            @Nullable Ack ack,
            boolean isAppended,
            List<LoggedOp> written,
            boolean isChanged,
            @Nullable Collection<RecordEntry> changed) {}

    /**
     * An entry of the log that holds a batch.
     *
     * @param isAppended whether this call wrote it
     * @param effect what it does, when that was written with it; null otherwise
     */
    private record Logged(
            LogEntry entry, boolean isAppended, @Nullable Effect effect) {}

    /** The name of a batch in the log. */
    static BatchKey key(CheckedBatch batch) {
        return key(batch.device(), batch.request());
    }

    /** The name of a batch in the log. */
    static BatchKey key(Device device, SyncFrame request) {
        return new BatchKey(request.getScope(), device.no(), device.epoch(), request.getBatchNo());
    }

    /**
     * Writes a batch into the log, unless it is there already, and applies the log up to it. A batch without ops is not
     * written.
     *
     * @param mayAppend asked just before a batch that is not there yet is written
     * @throws RefusedException when its numbers do not continue what is there
     */
    Pushed push(CheckedBatch batch, BooleanSupplier mayAppend) {
        var site = batch.request().getScope();
        if (batch.request().getOpsCount() == 0) {
            var applied = projector.catchUp(site);
            boolean isChanged = !applied.touched().isEmpty();
            return new Pushed(applied.state(), null, false, List.of(), isChanged, null);
        }
        var logged = log(batch, mayAppend);
        var entry = logged.entry();
        var effect = logged.effect();
        var applied = effect == null ? projector.catchUp(site) : projector.written(effect);
        var ack = answers.answer(batch.request(), entry, applied.touched(), applied.open());
        var written = logged.isAppended() ? entry.batch().getOpsList() : List.<LoggedOp>of();
        var changed = effect == null ? null : at(entry.seq(), applied.touched().values());
        return new Pushed(applied.state(), ack, logged.isAppended(), written, true, changed);
    }

    /**
     * The entry of a batch that is in the log already. Such a batch need not be checked again.
     *
     * @param hash computes the hash of what was sent
     * @return null if it is not there, or if other ops are there under its number
     */
    @Nullable
    LogEntry known(BatchKey key, Supplier<String> hash) {
        if (expected.getIfPresent(key) != null) {
            return null;
        }
        var leftOff = LeftOff.of(log, key);
        if (key.batchNo() == leftOff.expectedBatchNo()) {
            expected.put(key, leftOff);
        }
        var entry = key.batchNo() < leftOff.expectedBatchNo() ? leftOff.find(key) : null;
        return entry != null && entry.hash().equals(hash.get()) ? entry : null;
    }

    /** Answers a batch that is in the log already, by what came of it since. */
    Pushed again(SyncFrame request, LogEntry entry) {
        var applied = projector.catchUp(entry.key().site());
        var ack = answers.answer(request, entry, applied.touched(), applied.open());
        return new Pushed(applied.state(), ack, false, List.of(), true, null);
    }

    private static List<RecordEntry> at(long seq, Collection<RecordEntry> touched) {
        return touched.stream().filter(entry -> entry.state().version() == seq).toList();
    }

    /** Applies everything that is in the log of a site. */
    long catchUp(String site) {
        return projector.catchUp(site).head();
    }

    /** Applies everything that was accepted for a site, and makes sure that nothing more was. */
    SiteState confirmedState(String site) {
        log.confirm(site);
        return projector.catchUp(site).state();
    }

    private Logged log(CheckedBatch batch, BooleanSupplier mayAppend) {
        var key = key(batch);
        // What a tablet hands in late is counted, so it must be certain that it is new.
        var next = batch.refusedCode().isEmpty() ? expected.getIfPresent(key) : null;
        var leftOff = next == null ? LeftOff.of(log, key) : next;
        if (isAhead(batch, leftOff)) {
            log.confirm(key.site());
            leftOff = LeftOff.of(log, key);
        }
        if (key.batchNo() < leftOff.expectedBatchNo()) {
            return new Logged(sameBatch(leftOff.find(key), batch, leftOff), false, null);
        }
        if (isAhead(batch, leftOff)) {
            throw leftOff.refusal(
                    Code.OUT_OF_ORDER, "Batches and ops follow without gaps. Continue with the numbers given.", batch);
        }
        if (!mayAppend.getAsBoolean()) {
            throw handedInTooMuch(batch);
        }
        return append(batch, leftOff);
    }

    private static boolean isAhead(CheckedBatch batch, LeftOff leftOff) {
        long batchNo = batch.request().getBatchNo();
        return batchNo > leftOff.expectedBatchNo()
                || (batchNo == leftOff.expectedBatchNo() && batch.request().getFirstOp() > leftOff.ackedOp() + 1);
    }

    /** A device that still serves other sites keeps what it holds for them. Only a revoked one is told to wipe. */
    private static RefusedException handedInTooMuch(CheckedBatch batch) {
        return batch.device().state().isOut()
                ? batch.device().refusal()
                : new RefusedException(
                        Code.SCOPE_DENIED,
                        "The tablet does not serve this site any more, and has handed in too much for it.");
    }

    private Logged append(CheckedBatch batch, LeftOff leftOff) {
        var key = key(batch);
        try {
            long tail = tails.computeIfAbsent(key.site(), log::tail);
            for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
                var draft = drafting.draft(batch, leftOff.ackedOp(), tail);
                var entry = draft.entry();
                var effect = draft.effect();
                if (log.append(entry, draft.first(), effect == null ? List.of() : effect.writes())) {
                    tails.put(key.site(), entry.seq());
                    expected.invalidate(key);
                    expected.put(key.withBatchNo(key.batchNo() + 1), LeftOff.after(log, entry));
                    return new Logged(entry, true, effect);
                }
                var own = log.find(key);
                if (own != null) {
                    tails.remove(key.site());
                    expected.invalidate(key);
                    return new Logged(sameBatch(own, batch, LeftOff.of(log, key)), false, null);
                }
                tail = log.tail(key.site());
            }
        } catch (StoreUnavailableException unknownOutcome) {
            tails.remove(key.site());
            throw unknownOutcome;
        }
        tails.remove(key.site());
        throw new RefusedException(Code.BUSY, "Too many servers write to this site at once. Try again.");
    }

    private static LogEntry sameBatch(@Nullable LogEntry known, CheckedBatch batch, LeftOff leftOff) {
        if (known == null || !known.hash().equals(batch.hash())) {
            throw leftOff.refusal(
                    Code.BATCH_ID_REUSED,
                    "This batch number holds other ops. Drop what is acknowledged and continue with the numbers given.",
                    batch);
        }
        return known;
    }
}
