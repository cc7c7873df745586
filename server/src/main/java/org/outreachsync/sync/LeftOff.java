package org.outreachsync.sync;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.intake.CheckedBatch;
import org.outreachsync.log.BatchKey;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogEntry;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.Op;

/**
 * Where the log left off with a device and epoch in a site. A batch that does not continue from there is refused. The
 * refusal holds the numbers with which the device can continue. From it a device that was restored from a copy also
 * learns that the log holds other acts than its own under the same numbers.
 */
final class LeftOff {

    private final EventLog log;
    private final EventLog.@Nullable Last last;

    private LeftOff(EventLog log, EventLog.@Nullable Last last) {
        this.log = log;
        this.last = last;
    }

    static LeftOff of(EventLog log, BatchKey key) {
        return new LeftOff(log, log.lastOf(key.site(), key.deviceNo(), key.epoch()));
    }

    /** After a batch that is in the log. */
    static LeftOff after(EventLog log, LogEntry entry) {
        return new LeftOff(log, new EventLog.Last(entry.key().batchNo(), entry.lastOp()));
    }

    long expectedBatchNo() {
        return last == null ? 1 : last.batchNo() + 1;
    }

    long ackedOp() {
        return last == null ? 0 : last.lastOp();
    }

    /** The batch of this name, or null when it was never accepted. */
    @Nullable
    LogEntry find(BatchKey key) {
        return log.find(key);
    }

    /** What distinguishes one act of a device from another, also when the server has put it into quarantine. */
    private record Act(long hlc, long bootId, long elapsedMs) {

        static Act of(LoggedOp op, long batchBootId) {
            if (!op.hasQuarantined()) {
                return new Act(
                        op.getRawHlc(),
                        op.getOp().hasBootId() ? op.getOp().getBootId() : batchBootId,
                        op.getOp().getElapsedMs());
            }
            try {
                var raw = Op.parseFrom(op.getQuarantined().getRaw());
                return new Act(raw.getHlc(), raw.hasBootId() ? raw.getBootId() : batchBootId, raw.getElapsedMs());
            } catch (InvalidProtocolBufferException unreadable) {
                return new Act(0, 0, 0);
            }
        }
    }

    /** The refusal of a batch, with the numbers to continue with. */
    RefusedException refusal(Code code, String message, CheckedBatch batch) {
        var details =
                new HashMap<String, Object>(Map.of("expected_batch_no", expectedBatchNo(), "acked_op", ackedOp()));
        long firstOp = batch.request().getFirstOp();
        var newest = read(Push.key(batch), ackedOp(), ackedOp()).get(ackedOp());
        if (newest != null) {
            details.put("acked_hlc", HexFormat.of().toHexDigits(newest.hlc()));
        }
        var known = read(Push.key(batch), firstOp, firstOp + batch.request().getOpsCount() - 1);
        if (known.containsKey(firstOp)) {
            details.put("known_through", knownThrough(batch, known));
        }
        return new RefusedException(code, message, details);
    }

    private static long knownThrough(CheckedBatch batch, Map<Long, Act> known) {
        long through = batch.request().getFirstOp() - 1;
        for (var op : batch.ops()) {
            if (!Act.of(op, batch.request().getBootId()).equals(known.get(op.getOpNo()))) {
                break;
            }
            through = op.getOpNo();
        }
        return through;
    }

    /**
     * The acts under these numbers, as far as the log has them. Reads at most as many batches as a request has ops, and
     * those of the binary search.
     */
    private Map<Long, Act> read(BatchKey batch, long firstOp, long lastOp) {
        var acts = new TreeMap<Long, Act>();
        long reached = firstOp - 1;
        for (long no = batchOf(batch, firstOp); reached < lastOp && no < expectedBatchNo(); no++) {
            var entry = find(batch.withBatchNo(no));
            if (entry == null) {
                break;
            }
            for (var op : entry.batch().getOpsList()) {
                acts.put(op.getOpNo(), Act.of(op, entry.batch().getBootId()));
            }
            reached = entry.lastOp();
        }
        return acts;
    }

    /** The first batch that reaches an op; the next number to come when none does. */
    private long batchOf(BatchKey batch, long op) {
        long from = 1;
        long to = expectedBatchNo();
        while (from < to) {
            long middle = (from + to) >>> 1;
            var entry = find(batch.withBatchNo(middle));
            if (entry != null && entry.lastOp() >= op) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
