package org.outreachsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.intake.NewerFields;
import org.outreachsync.intake.OpIntake;
import org.outreachsync.log.BatchKey;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.model.RecordId;
import org.outreachsync.projection.Admission;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.wire.log.v1.LoggedBatch;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.SyncFrame;

/** Writes a batch into the log once, whatever the network does: the same batch again gives the same entry. */
final class Push {

    /** Losing the race for a place so often means that something else is wrong. */
    private static final int ATTEMPTS_MAX = 64;

    private final EventLog log;
    private final RecordProjector projector;
    private final Admission admission;
    private final Screening screening;
    private final ConcurrentHashMap<String, Long> tails = new ConcurrentHashMap<>();

    Push(EventLog log, RecordProjector projector, Admission admission, Screening screening) {
        this.log = log;
        this.projector = projector;
        this.admission = admission;
        this.screening = screening;
    }

    /**
     * A batch ready for the log.
     *
     * @param hash keyed, of what the device sent
     * @param receivedAt milliseconds since 1970
     * @param receivedOn the same as a local date of the programme, days since 1970
     * @param ops all its ops, in order
     * @param refusedCode why the whole batch goes to quarantine, or empty
     */
    record Prepared(
            Caller caller,
            SyncFrame frame,
            String hash,
            long receivedAt,
            int receivedOn,
            List<LoggedOp> ops,
            String refusedCode) {
        BatchKey key() {
            return new BatchKey(frame.getScope(), caller.deviceNo(), caller.epoch(), frame.getBatchNo());
        }
    }

    /**
     * The entry of a batch.
     *
     * @param before when this call wrote it, rather than an earlier one: what the records were before it
     */
    record Pushed(LogEntry entry, @Nullable Map<RecordId, RecordEntry> before) {

        boolean appended() {
            return before != null;
        }
    }

    /**
     * Writes a batch, or finds that it was written.
     *
     * @param mayAppend whether a batch that is not there yet may be written
     * @throws RefusedException when its numbers do not continue what is there
     */
    Pushed push(Prepared batch, boolean mayAppend) {
        var key = batch.key();
        var frame = batch.frame();
        var leftOff = LeftOff.of(log, key);
        if (key.batchNo() < leftOff.expectedBatchNo()) {
            return new Pushed(sameBatch(leftOff.find(key), batch, leftOff), null);
        }
        if (key.batchNo() > leftOff.expectedBatchNo() || frame.getFirstOp() > leftOff.ackedOp() + 1) {
            throw leftOff.refusal(
                    Code.OUT_OF_ORDER, "Batches and ops follow without gaps. Continue with the numbers given.", batch);
        }
        if (!mayAppend) {
            // A device that still serves other sites keeps what it holds for them; only a revoked one is told to wipe.
            throw batch.caller().revoked()
                    ? new RefusedException(
                            Code.DEVICE_REVOKED, "The device may not sync any more.", Map.of("wipe", true))
                    : new RefusedException(
                            Code.SCOPE_DENIED,
                            "The device does not serve this site any more, and has handed in too much for it.");
        }
        return append(batch, leftOff);
    }

    private Pushed append(Prepared batch, LeftOff leftOff) {
        long acked = leftOff.ackedOp();
        var frame = batch.frame();
        var key = batch.key();
        var content = screening.screened(batch, content(batch, acked));
        long lastOp = Math.max(acked, frame.getFirstOp() + frame.getOpsCount() - 1);
        try {
            long tail = tails.computeIfAbsent(key.site(), log::tail);
            for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
                var before = projector.before(key.site(), tail, content.getOpsList());
                var entry = admitted(
                        new LogEntry(key, tail + 1, lastOp, batch.receivedAt(), batch.hash(), content), frame, before);
                if (log.append(entry)) {
                    tails.put(key.site(), entry.seq());
                    return new Pushed(entry, before);
                }
                var own = log.find(key);
                if (own != null) {
                    tails.remove(key.site());
                    return new Pushed(sameBatch(own, batch, leftOff), null);
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

    /**
     * The entry with each op in quarantine that may not stand beside what its record is, and each marked that created
     * its record before.
     */
    private LogEntry admitted(LogEntry entry, SyncFrame frame, Map<RecordId, RecordEntry> before) {
        var decided = admission.decide(entry, before);
        if (decided.isNothing()) {
            return entry;
        }
        var batch = entry.batch().toBuilder();
        for (int at = 0; at < batch.getOpsCount(); at++) {
            var op = batch.getOps(at);
            var refusal = decided.refused().get(op.getOpNo());
            if (refusal != null) {
                var raw = frame.getOps(Math.toIntExact(op.getOpNo() - frame.getFirstOp()));
                var kept = OpIntake.quarantine(
                        frame, op.getOpNo(), raw, refusal.code(), refusal.field(), refusal.message());
                batch.setOps(
                        at,
                        refusal.isRepeatedCreation()
                                ? kept.toBuilder().setRecordId(op.getRecordId()).build()
                                : kept);
            } else if (decided.replayed().contains(op.getOpNo())) {
                batch.setOps(at, op.toBuilder().setReplayed(true));
            } else if (decided.cut().contains(op.getOpNo()) && !NewerFields.isWarned(op)) {
                batch.setOps(at, op.toBuilder().addWarnings(NewerFields.warning("record")));
            }
        }
        return new LogEntry(entry.key(), entry.seq(), entry.lastOp(), entry.receivedAt(), entry.hash(), batch.build());
    }

    private static LogEntry sameBatch(@Nullable LogEntry known, Prepared batch, LeftOff leftOff) {
        if (known == null || !known.hash().equals(batch.hash())) {
            throw leftOff.refusal(
                    Code.BATCH_ID_REUSED,
                    "This batch number holds other ops. Drop what is acknowledged and continue with the numbers given.",
                    batch);
        }
        return known;
    }

    private static LoggedBatch content(Prepared batch, long acked) {
        var frame = batch.frame();
        var fresh = new ArrayList<LoggedOp>();
        for (var op : batch.ops()) {
            if (op.getOpNo() > acked) {
                fresh.add(op);
            }
        }
        return LoggedBatch.newBuilder()
                .setProtoVersion(frame.getProtoVersion())
                .setSchemaVersion(frame.getSchemaVersion())
                .setAppVersion(frame.getAppVersion())
                .setDeviceNow(frame.getDeviceNow())
                .setBootId(frame.getBootId())
                .setElapsedMs(frame.getElapsedMs())
                .setReceivedAt(batch.receivedAt())
                .setReceivedOn(batch.receivedOn())
                .setRefusedCode(batch.refusedCode())
                .addAllOps(fresh)
                .build();
    }
}
