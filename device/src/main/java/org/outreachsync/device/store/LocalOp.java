package org.outreachsync.device.store;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.QueuedOp;
import org.outreachsync.wire.v1.Op;

/**
 * An op that this tablet captured.
 *
 * @param opNo its number in (device, epoch, site), from 1 without gaps
 * @param recordId the record it is about
 * @param type the number of the record's type
 * @param op the op with its full envelope and without a record id
 * @param ackedAtMillis when the server acknowledged it, milliseconds since 1970; 0 while it waits
 * @param hollow whether it is sent without its content, since the server refused its size
 * @param countedBefore what this device and epoch had counted in the tally before; null for nothing, or if this is no
 *     tally
 */
public record LocalOp(
        long opNo,
        RecordId recordId,
        int type,
        Op op,
        long ackedAtMillis,
        boolean hollow,
        @Nullable Op countedBefore) {

    static LocalOp of(QueuedOp queued) {
        return new LocalOp(
                queued.getOpNo(),
                RecordId.of(queued.getRecordId().toByteArray()),
                queued.getType(),
                queued.getOp(),
                queued.getAckedAt(),
                queued.getHollow(),
                queued.hasCountedBefore() ? queued.getCountedBefore() : null);
    }

    QueuedOp toMessage(String site) {
        var queued = QueuedOp.newBuilder()
                .setScope(site)
                .setOpNo(opNo)
                .setRecordId(ByteString.copyFrom(recordId.toBytes()))
                .setType(type)
                .setOp(op)
                .setAckedAt(ackedAtMillis)
                .setHollow(hollow);
        if (countedBefore != null) {
            queued.setCountedBefore(countedBefore);
        }
        return queued.build();
    }

    /** The same op under another number, waiting to be sent. */
    public LocalOp renumbered(long number) {
        return new LocalOp(number, recordId, type, op, 0, hollow, countedBefore);
    }

    /** The same op with another content. */
    public LocalOp withOp(Op content) {
        return new LocalOp(opNo, recordId, type, content, ackedAtMillis, hollow, countedBefore);
    }

    /** The same op on another record, one that has no version yet. */
    public LocalOp on(RecordId id) {
        return new LocalOp(opNo, id, type, op.toBuilder().clearBaseSeq().build(), ackedAtMillis, hollow, countedBefore);
    }

    /** The same op with a count that continues another share. */
    public LocalOp counting(Op content, @Nullable Op before) {
        return new LocalOp(opNo, recordId, type, content, ackedAtMillis, hollow, before);
    }

    /** The same op without its content; the server quarantines it and goes on. */
    public LocalOp hollowed() {
        var shell = Op.newBuilder()
                .setKind(op.getKind())
                .setHlc(op.getHlc())
                .setBootId(op.getBootId())
                .setElapsedMs(op.getElapsedMs());
        return new LocalOp(opNo, recordId, type, shell.build(), ackedAtMillis, true, null);
    }

    LocalOp acked(long atMillis) {
        return new LocalOp(opNo, recordId, type, op, atMillis, hollow, countedBefore);
    }
}
