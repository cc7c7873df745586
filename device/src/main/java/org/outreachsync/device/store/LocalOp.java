package org.outreachsync.device.store;

import com.google.protobuf.ByteString;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.QueuedOp;
import org.outreachsync.wire.v1.Op;

/**
 * An op that this tablet captured.
 *
 * @param opNo its number in (device, epoch, scope), from 1 without gaps
 * @param recordId the record it is about
 * @param type the number of the record's type
 * @param op the op with its whole envelope and without a target
 * @param ackedAtMillis when the server acknowledged it, milliseconds since 1970; 0 while it waits
 * @param hollow whether only its number is still sent, since the server refused its size
 */
public record LocalOp(long opNo, RecordId recordId, int type, Op op, long ackedAtMillis, boolean hollow) {

    static LocalOp of(QueuedOp queued) {
        return new LocalOp(
                queued.getOpNo(),
                RecordId.of(queued.getRecordId().toByteArray()),
                queued.getType(),
                queued.getOp(),
                queued.getAckedAt(),
                queued.getHollow());
    }

    QueuedOp toMessage(String scope) {
        return QueuedOp.newBuilder()
                .setScope(scope)
                .setOpNo(opNo)
                .setRecordId(ByteString.copyFrom(recordId.toBytes()))
                .setType(type)
                .setOp(op)
                .setAckedAt(ackedAtMillis)
                .setHollow(hollow)
                .build();
    }

    /** The same op under another number, waiting to be sent. */
    public LocalOp renumbered(long number) {
        return new LocalOp(number, recordId, type, op, 0, hollow);
    }

    /** The same op with another content. */
    public LocalOp withOp(Op content) {
        return new LocalOp(opNo, recordId, type, content, ackedAtMillis, hollow);
    }

    /** The same op without content: the server puts it into quarantine and goes on. */
    public LocalOp hollowed() {
        var shell = Op.newBuilder().setKind(op.getKind()).setHlc(op.getHlc()).setBootId(op.getBootId()).setElapsedMs(op.getElapsedMs());
        return new LocalOp(opNo, recordId, type, shell.build(), ackedAtMillis, true);
    }

    LocalOp acked(long atMillis) {
        return new LocalOp(opNo, recordId, type, op, atMillis, hollow);
    }
}
