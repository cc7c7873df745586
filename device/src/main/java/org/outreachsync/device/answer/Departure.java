package org.outreachsync.device.answer;

import com.google.protobuf.ByteString;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.device.v1.Attention;
import org.outreachsync.wire.device.v1.ScopeHead;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;

/**
 * Removes a site from the tablet. Its op and batch numbers are kept, since the site may come back in the same epoch.
 */
public final class Departure {

    private Departure() {}

    /**
     * Forgets all records of a site. Ops that the server did not accept become attentions, so that no work is lost
     * silently.
     *
     * @return the id for the next attention
     */
    public static long draft(SiteState site, Draft draft, long nextAttention) {
        var head = site.head();
        long attention = nextAttention;
        for (var op : site.pending().values()) {
            draft.attention(attention(attention++, head.getScope(), op, refused(op)));
        }
        draft.clearQueue(head.getScope());
        draft.clearBase(head.getScope());
        draft.clearOwnShares(head.getScope());
        draft.head(ScopeHead.newBuilder()
                .setScope(head.getScope())
                .setNextOp(head.getAckedOp() + 1)
                .setAckedOp(head.getAckedOp())
                .setNextBatch(head.getNextBatch())
                .setRemoved(true)
                .build());
        return attention;
    }

    public static Attention attention(long id, String site, LocalOp op, OpResult result) {
        return Attention.newBuilder()
                .setId(id)
                .setScope(site)
                .setRecordId(ByteString.copyFrom(op.recordId().toBytes()))
                .setType(op.type())
                .setOp(op.op())
                .setResult(result)
                .build();
    }

    private static OpResult refused(LocalOp op) {
        return OpResult.newBuilder()
                .setOpNo(op.opNo())
                .setStatus(Status.STATUS_QUARANTINED)
                .setCode(ResultCode.SCOPE_REMOVED.name())
                .setMessage("The site was taken off this tablet before this could be sent.")
                .build();
    }
}
