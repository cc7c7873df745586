package org.outreachsync.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.intake.CheckedBatch;
import org.outreachsync.intake.NewerFields;
import org.outreachsync.log.LogEntry;
import org.outreachsync.projection.Admission;
import org.outreachsync.projection.Effect;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.store.TableWrite;
import org.outreachsync.wire.log.v1.LoggedBatch;
import org.outreachsync.wire.log.v1.LoggedOp;

/** Drafts the next entry of a site's log from a batch: what of it is logged as an op, and what goes to quarantine. */
final class Drafting {

    private final RecordProjector projector;
    private final Admission admission;
    private final Screening screening;

    Drafting(RecordProjector projector, Admission admission, Screening screening) {
        this.projector = projector;
        this.admission = admission;
        this.screening = screening;
    }

    /**
     * An entry, before it is written.
     *
     * @param first writes that go before it
     * @param effect what it does, when that can be written with it; null otherwise
     */
    record Draft(
            LogEntry entry,
            List<TableWrite> first,
            @Nullable Effect effect) {}

    /** The next entry, with the batch screened and admitted. */
    Draft draft(CheckedBatch batch, long acked, long tail) {
        var key = Push.key(batch);
        var request = batch.request();
        var content = content(batch, acked);
        var asked = screening.asked(batch, content);
        var read = projector.before(key.site(), tail, content.getOpsList(), asked.reads());
        var screened = screening.screened(batch, content, asked, read.found());
        long lastOp = Math.max(acked, request.getFirstOp() + request.getOpsCount() - 1);
        var before = RecordProjector.touched(read.loaded(), screened.batch().getOpsList());
        var entry = new LogEntry(key, tail + 1, lastOp, batch.receivedAt(), batch.hash(), screened.batch());
        var decided = admission.decide(entry, before.records(), batch.written());
        var admitted = admitted(entry, batch, decided);
        return new Draft(admitted, screened.first(), projector.effect(admitted, before, decided.changed()));
    }

    /**
     * The entry after admission: ops that do not fit the present state of their record are in quarantine, and ops that
     * already created their record are marked as replayed.
     */
    static LogEntry admitted(LogEntry entry, CheckedBatch checked, Admission.Decided decided) {
        if (decided.isNothing()) {
            return entry;
        }
        var batch = entry.batch().toBuilder();
        for (int at = 0; at < batch.getOpsCount(); at++) {
            var op = batch.getOps(at);
            var refusal = decided.refused().get(op.getOpNo());
            if (refusal != null) {
                var kept = checked.quarantined(op.getOpNo(), refusal.code(), refusal.field(), refusal.message());
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

    private static LoggedBatch content(CheckedBatch batch, long acked) {
        var frame = batch.request();
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
