package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.sync.Enrolled;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * A tablet's operand of one site, written from the protocol alone: a queue of ops, one batch in flight, a cursor, and
 * the records that it holds.
 */
final class VirtualTablet {

    /** What an op is called for ever. */
    record OpName(long device, int epoch, String site, long opNo) {}

    /** An op that waits; the bytes never change. */
    record Pending(long opNo, ByteString raw) {}

    private record Acked(Op op, OpResult result, long seq) {}

    private record Flight(long batchNo, List<Pending> ops) {}

    final long device;
    final String site;
    final TabletClock clock;
    final TabletRecords records = new TabletRecords();
    /** Records that its disk lost. */
    private final Set<RecordId> lost = new HashSet<>();
    /** Every op that was ever put into a batch, with its bytes. */
    final Map<OpName, ByteString> sent = new HashMap<>();
    /** Ops of which the server said that they are durable. */
    final List<OpName> acked = new ArrayList<>();

    final Map<OpName, OpResult> results = new HashMap<>();

    private final List<Pending> pending = new ArrayList<>();
    private final List<Acked> settling = new ArrayList<>();
    private @Nullable Flight flight;
    private int epoch = 1;
    private long nextOp = 1;
    private long nextBatch = 1;
    private long nextRecord = 1;
    private ByteString cursor = ByteString.EMPTY;
    private boolean caughtUp;
    private boolean differs;
    private int mismatches;
    private int orphans;

    VirtualTablet(long device, String site, TabletClock clock) {
        this.device = device;
        this.site = site;
        this.clock = clock;
    }

    Device caller() {
        return Enrolled.device("tablet-" + device, device, epoch, Set.of("S1", "S2"));
    }

    long newRecordNo() {
        return nextRecord++;
    }

    RecordId ownId(long number) {
        return RecordId.counted(device, epoch, number);
    }

    int epoch() {
        return epoch;
    }

    void capture(ByteString raw) {
        pending.add(new Pending(nextOp++, raw));
    }

    /** What every creation of this worker says. */
    Envelope defaults() {
        return Envelope.newBuilder()
                .setProject(1)
                .setWorker((int) (100 + device))
                .setRole(1)
                .build();
    }

    /** The next request: the batch in flight as it was, or a new one. */
    SyncFrame request(long trueMs, int opsMax, int maxBytes) {
        if (flight == null && !pending.isEmpty()) {
            flight = new Flight(nextBatch, List.copyOf(pending.subList(0, Math.min(opsMax, pending.size()))));
        }
        var now = clock.read(trueMs);
        var frame = SyncFrame.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId("tablet-" + device)
                .setEpoch(epoch)
                .setScope(site)
                .setDeviceNow(now.wallMs())
                .setBootId(now.bootId())
                .setElapsedMs(now.elapsedMs())
                .setDefaults(defaults())
                .setCursor(cursor)
                .setMaxBytes(maxBytes)
                .setStateHash(caughtUp ? records.stateHash() : 0);
        if (flight != null) {
            frame.setBatchNo(flight.batchNo).setFirstOp(flight.ops.getFirst().opNo());
            for (var op : flight.ops) {
                frame.addOps(op.raw());
                sent.put(new OpName(device, epoch, site, op.opNo()), op.raw());
            }
        }
        if (differs && caughtUp) {
            frame.addAllBucketHashes(List.of(records.bucketHashes()));
        }
        return frame.build();
    }

    /** After a failure the queue may be cut anew, under the same batch number. */
    void cutAnew() {
        flight = null;
    }

    void answered(SyncFrame request, SyncResponse response) {
        if (request.getEpoch() != epoch) {
            return;
        }
        if (response.hasAck()) {
            acknowledge(request, response);
        }
        response.getChangesList().forEach(records::take);
        response.getChangesList().forEach(change -> clock.saw(change.getHlc()));
        records.reset(response.getResetBucketsList(), response.getChangesList());
        cursor = response.getCursor();
        caughtUp = !response.getMore();
        if (caughtUp) {
            settle();
            differs = records.stateHash() != response.getStateHash();
            mismatches += differs ? 1 : 0;
        }
    }

    private void acknowledge(SyncFrame request, SyncResponse response) {
        var ack = response.getAck();
        for (int at = 0; at < ack.getResultsCount(); at++) {
            var result = ack.getResults(at);
            results.put(new OpName(device, epoch, site, result.getOpNo()), result);
            boolean stands =
                    result.getStatus() != Status.STATUS_QUARANTINED && result.getStatus() != Status.STATUS_DUPLICATE;
            boolean waits =
                    !pending.isEmpty() && result.getOpNo() >= pending.getFirst().opNo();
            if (stands && waits && !comesBack(request.getOps(at), result)) {
                settling.add(new Acked(parsed(request.getOps(at)), result, ack.getSeq()));
            }
        }
        drop(ack.getAckedOp());
        nextBatch = Math.max(nextBatch, ack.getBatchNo() + 1);
        flight = null;
    }

    /**
     * A tally of a repaired day comes under another id with the same answer, and one that goes on with an earlier count
     * with the sum.
     */
    private boolean comesBack(ByteString raw, OpResult result) {
        var op = parsed(raw);
        return op.hasSiteDayTally() && (result.hasOccurredOn() || op.getCountsEpoch() != 0);
    }

    /** What the server has for certain leaves the queue. */
    private void drop(long ackedOp) {
        while (!pending.isEmpty() && pending.getFirst().opNo() <= ackedOp) {
            acked.add(new OpName(device, epoch, site, pending.removeFirst().opNo()));
        }
    }

    /**
     * Caught up: an acknowledged op whose record did not come was alone with it. Ops of one batch are taken in one
     * after the other.
     */
    private void settle() {
        for (var one : settling) {
            var id = targetOf(one.op);
            var held = records.held.get(id);
            if (held == null && (one.op.getKind() != OpKind.OP_KIND_CREATE || lost.contains(id))) {
                // An op on what the tablet does not hold any more: the convergence check will bring the record.
                orphans++;
            } else if (held == null || held.version < one.seq || held.promotedTo == one.seq) {
                records.promote(id, one.op, one.result, one.seq).promotedTo = one.seq;
            }
        }
        settling.clear();
    }

    private RecordId targetOf(Op op) {
        return op.hasRecordId() ? RecordId.of(op.getRecordId().toByteArray()) : ownId(op.getOwnRecord());
    }

    /** An op as its worker meant it, with what the batch says once filled in. */
    private Op parsed(ByteString raw) {
        try {
            var op = Op.parseFrom(raw);
            return op.getKind() != OpKind.OP_KIND_CREATE
                    ? op
                    : op.toBuilder()
                            .setEnvelope(defaults().toBuilder()
                                    .mergeFrom(op.getEnvelope())
                                    .setSite(site))
                            .build();
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("the server applied an op that cannot be read", impossible);
        }
    }

    /** Goes on as the server says; false when there is nothing that the tablet could do. */
    boolean refused(SyncFrame request, RefusedException refusal) {
        if (request.getEpoch() != epoch) {
            return true;
        }
        switch (refusal.code()) {
            case BATCH_ID_REUSED, OUT_OF_ORDER -> {
                long ackedOp = number(refusal, "acked_op");
                if (ackedOp < request.getFirstOp() - 1) {
                    throw new AssertionError("tablet " + device + " is told that op " + ackedOp
                            + " is the last that is durable, and went on after a later one");
                }
                drop(ackedOp);
                nextBatch = number(refusal, "expected_batch_no");
                flight = null;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long number(RefusedException refusal, String name) {
        return refusal.details().get(name) instanceof Long number ? number : -1;
    }

    /** A new installation on the same device: a new epoch, nothing known, and the queue saved or lost. */
    void reinstall(boolean queueSaved, RandomGenerator random) {
        var saved = queueSaved ? List.copyOf(pending) : List.<Pending>of();
        int oldEpoch = epoch;
        epoch++;
        pending.clear();
        settling.clear();
        records.held.clear();
        flight = null;
        nextOp = 1;
        nextBatch = 1;
        nextRecord = 1;
        cursor = ByteString.EMPTY;
        caughtUp = false;
        differs = false;
        if (!queueSaved && random.nextBoolean()) {
            clock.forget();
        }
        saved.forEach(op -> capture(EpochBefore.renamed(op.raw(), device, oldEpoch)));
    }

    /** Forgets one record, as a damaged disk would. */
    void damage(RandomGenerator random) {
        if (!records.held.isEmpty()) {
            var id = List.copyOf(records.held.keySet()).get(random.nextInt(records.held.size()));
            records.held.remove(id);
            lost.add(id);
        }
    }

    boolean isQuiet() {
        return pending.isEmpty() && caughtUp && !differs;
    }

    int pendingOps() {
        return pending.size();
    }

    /** How often the hash differed from the server's without an excuse. */
    int mismatches() {
        return orphans > 0 ? 0 : mismatches;
    }
}
