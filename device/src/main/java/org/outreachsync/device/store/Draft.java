package org.outreachsync.device.store;

import com.google.protobuf.ByteString;
import java.util.List;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.Attention;
import org.outreachsync.wire.device.v1.BaseGone;
import org.outreachsync.wire.device.v1.BaseRecord;
import org.outreachsync.wire.device.v1.Counters;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.device.v1.OpsAcked;
import org.outreachsync.wire.device.v1.OpsPurged;
import org.outreachsync.wire.device.v1.OwnShare;
import org.outreachsync.wire.device.v1.ScopeHead;
import org.outreachsync.wire.device.v1.Step;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OwnCodes;

/** Steps that happen together. They do not show in the state until {@link DeviceStore#update} returns. */
public final class Draft {

    private final List<Step> steps;

    Draft(List<Step> steps) {
        this.steps = steps;
    }

    /** Replaces the identity and settings of the device. */
    public void device(Device device) {
        steps.add(Step.newBuilder().setDevice(device).build());
    }

    /** Sets the counters, even back. */
    public void counters(Counters counters) {
        steps.add(Step.newBuilder().setCounters(counters).build());
    }

    /** Sets the numbers, the cursor and the batch in flight of a site. A new site begins with this. */
    public void head(ScopeHead head) {
        steps.add(Step.newBuilder().setScope(head).build());
    }

    /** Puts an op into the queue, replacing one with the same number. */
    public void op(String site, LocalOp op) {
        steps.add(Step.newBuilder().setOp(op.toMessage(site)).build());
    }

    /** Marks all waiting ops up to this number as acknowledged, at this time in milliseconds since 1970. */
    public void acked(String site, long through, long atMillis) {
        steps.add(Step.newBuilder()
                .setAcked(
                        OpsAcked.newBuilder().setScope(site).setThrough(through).setAckedAt(atMillis))
                .build());
    }

    /** Forgets acknowledged ops up to this number. */
    public void purged(String site, long through) {
        steps.add(Step.newBuilder()
                .setPurged(OpsPurged.newBuilder().setScope(site).setThrough(through))
                .build());
    }

    /** Forgets all ops of the site. */
    public void clearQueue(String site) {
        steps.add(Step.newBuilder().setQueueCleared(site).build());
    }

    /** Sets the tablet's copy of a record on the server. */
    public void base(String site, Change change) {
        steps.add(Step.newBuilder()
                .setBase(BaseRecord.newBuilder().setScope(site).setChange(change))
                .build());
    }

    /** Removes the tablet's copy of a record on the server. */
    public void baseGone(String site, RecordId id) {
        steps.add(Step.newBuilder()
                .setBaseGone(BaseGone.newBuilder().setScope(site).setRecordId(ByteString.copyFrom(id.toBytes())))
                .build());
    }

    /** Removes the tablet's copies of all records of the site on the server. */
    public void clearBase(String site) {
        steps.add(Step.newBuilder().setBaseCleared(site).build());
    }

    /** Sets what this device and epoch have counted in a tally. */
    public void ownShare(String site, RecordId id, Op share) {
        steps.add(Step.newBuilder()
                .setOwnShare(OwnShare.newBuilder()
                        .setScope(site)
                        .setRecordId(ByteString.copyFrom(id.toBytes()))
                        .setShare(share))
                .build());
    }

    /** Forgets what this device counted in one tally; the copy of the server's record holds it, too. */
    public void ownShareGone(String site, RecordId id) {
        steps.add(Step.newBuilder()
                .setOwnShare(OwnShare.newBuilder().setScope(site).setRecordId(ByteString.copyFrom(id.toBytes())))
                .build());
    }

    /** Forgets what this device counted in all tallies of the site, since its epoch is over. */
    public void clearOwnShares(String site) {
        steps.add(Step.newBuilder().setOwnSharesCleared(site).build());
    }

    /** Replaces the programme's own codes. */
    public void ownCodes(OwnCodes codes) {
        steps.add(Step.newBuilder().setOwnCodes(codes).build());
    }

    /** Adds an attention. */
    public void attention(Attention attention) {
        steps.add(Step.newBuilder().setAttention(attention).build());
    }

    /** Removes an attention that the worker has dealt with. */
    public void attentionSeen(long id) {
        steps.add(Step.newBuilder().setAttentionSeen(id).build());
    }
}
