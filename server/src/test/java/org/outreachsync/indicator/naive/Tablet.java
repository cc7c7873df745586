package org.outreachsync.indicator.naive;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.sync.Enrolled;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.TallyLine;

/** One tablet with its queue; its clocks are right. */
final class Tablet {

    /** The time of every sync. */
    static final long NOW_MS = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    /** A day on which something happened: today when it would lie ahead. */
    static int past(int day) {
        return (int) Math.min(day, TODAY.toEpochDay());
    }

    private static final long UP_MS = 3_600_000;

    final String site;
    private final long number;
    private final List<Op> queue = new ArrayList<>();
    private final Map<RecordId, SiteDayTally.Builder> shares = new HashMap<>();
    private long nextOp = 1;
    private long nextBatch = 1;
    private long nextRecord = 1;

    Tablet(long number, String site) {
        this.number = number;
        this.site = site;
    }

    /** An op without its record, made so long ago. */
    Op.Builder op(OpKind kind, int agoMs) {
        return Op.newBuilder().setKind(kind).setHlc(Hlc.of(NOW_MS - agoMs, 0)).setElapsedMs(UP_MS - agoMs);
    }

    /** Puts a record into an op. */
    static Op.Builder with(Op.Builder op, Message record) {
        return op.setField(fieldOf(record), record);
    }

    private static FieldDescriptor fieldOf(Message record) {
        for (var field : Op.getDescriptor().getFields()) {
            if (field.getNumber() > 20 && field.getMessageType() == record.getDescriptorForType()) {
                return field;
            }
        }
        throw new IllegalArgumentException(
                "no op holds a " + record.getDescriptorForType().getName());
    }

    /** The number of a record's type. */
    static int typeOf(Message record) {
        return fieldOf(record).getNumber() - 20;
    }

    RecordId create(int day, int project, Message record, int agoMs) {
        var id = RecordId.counted(number, 1, nextRecord);
        var op = op(OpKind.OP_KIND_CREATE, agoMs).setOwnRecord(nextRecord++);
        op.setEnvelope(Envelope.newBuilder().setOccurredOn(day).setProject(project));
        queue.add(with(op, record).build());
        return id;
    }

    /** An edit or void, complete but for the record that it is of. */
    void change(RecordId id, long baseSeq, Op.Builder op) {
        queue.add(op.setRecordId(ByteString.copyFrom(id.toBytes()))
                .setBaseSeq(baseSeq)
                .build());
    }

    /**
     * Clicks on in the tally of a day, a sex, an age band and a mode: what this tablet has clicked so far is written,
     * never a difference.
     */
    RecordId click(int day, SiteDayTally key, int contacts, int returned, int commodity, int pieces, int agoMs) {
        var id = RecordId.natural(
                5,
                site,
                Integer.toString(day),
                Integer.toString(key.getSex()),
                Integer.toString(key.getAgeBand()),
                Integer.toString(key.getMode()));
        boolean first = !shares.containsKey(id);
        var share = shares.computeIfAbsent(id, unseen -> SiteDayTally.newBuilder());
        share.setContacts(share.getContacts() + contacts).setReturned(share.getReturned() + returned);
        if (pieces > 0) {
            int before = 0;
            for (int at = share.getDistributedCount() - 1; at >= 0; at--) {
                if (share.getDistributed(at).getCommodity() == commodity) {
                    before = share.getDistributed(at).getPieces();
                    share.removeDistributed(at);
                }
            }
            share.addDistributed(TallyLine.newBuilder().setCommodity(commodity).setPieces(before + pieces));
        }
        var op = op(first ? OpKind.OP_KIND_CREATE : OpKind.OP_KIND_EDIT, agoMs)
                .setRecordId(ByteString.copyFrom(id.toBytes()));
        if (first) {
            op.setEnvelope(Envelope.newBuilder().setOccurredOn(day));
        }
        queue.add(op.setSiteDayTally(
                        first ? key.toBuilder().mergeFrom(share.build()).build() : share.build())
                .build());
        return id;
    }

    /** Forgets what was clicked of a commodity, before its line is taken out. */
    void unclick(RecordId id, int commodity) {
        var share = shares.getOrDefault(id, SiteDayTally.newBuilder());
        for (int at = share.getDistributedCount() - 1; at >= 0; at--) {
            if (share.getDistributed(at).getCommodity() == commodity) {
                share.removeDistributed(at);
            }
        }
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** The queue as the next request. */
    Send flush() {
        var caller = Enrolled.device("device-" + number, number, 1, Set.of(site));
        var request = SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(caller.id())
                .setEpoch(caller.epoch())
                .setScope(site)
                .setBatchNo(nextBatch++)
                .setFirstOp(nextOp)
                .setDeviceNow(NOW_MS)
                .setBootId(5)
                .setElapsedMs(UP_MS)
                .setDefaults(Envelope.newBuilder()
                        .setProject(1)
                        .setWorker((int) (100 + number))
                        .setRole(5))
                .addAllOps(queue)
                .build();
        nextOp += queue.size();
        queue.clear();
        return new Send(caller, request);
    }
}
