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

/** Steps that will happen together. They are not visible in the state before {@link DeviceStore#update} returns. */
public final class Draft {

    private final List<Step> steps;

    Draft(List<Step> steps) {
        this.steps = steps;
    }

    /** Says anew who the device is. */
    public void device(Device device) {
        steps.add(Step.newBuilder().setDevice(device).build());
    }

    /** Sets the counters, even back. */
    public void counters(Counters counters) {
        steps.add(Step.newBuilder().setCounters(counters).build());
    }

    /** Sets numbers, cursor and batch in flight of a site, which begins with it when it is new. */
    public void head(ScopeHead head) {
        steps.add(Step.newBuilder().setScope(head).build());
    }

    /** Puts an op into the queue, or in place of the one of its number. */
    public void op(String site, LocalOp op) {
        steps.add(Step.newBuilder().setOp(op.toMessage(site)).build());
    }

    /** All waiting ops up to this number are acknowledged, at this time in milliseconds since 1970. */
    public void acked(String site, long through, long atMillis) {
        steps.add(Step.newBuilder()
                .setAcked(
                        OpsAcked.newBuilder().setScope(site).setThrough(through).setAckedAt(atMillis))
                .build());
    }

    /** Acknowledged ops up to this number are forgotten. */
    public void purged(String site, long through) {
        steps.add(Step.newBuilder()
                .setPurged(OpsPurged.newBuilder().setScope(site).setThrough(through))
                .build());
    }

    /** All ops of the site are forgotten. */
    public void clearQueue(String site) {
        steps.add(Step.newBuilder().setQueueCleared(site).build());
    }

    /** Sets a record as the server knows it. */
    public void base(String site, Change change) {
        steps.add(Step.newBuilder()
                .setBase(BaseRecord.newBuilder().setScope(site).setChange(change))
                .build());
    }

    /** Forgets a record as the server knows it. */
    public void baseGone(String site, RecordId id) {
        steps.add(Step.newBuilder()
                .setBaseGone(BaseGone.newBuilder().setScope(site).setRecordId(ByteString.copyFrom(id.toBytes())))
                .build());
    }

    /** Forgets all records as the server knows them. */
    public void clearBase(String site) {
        steps.add(Step.newBuilder().setBaseCleared(site).build());
    }

    /** Sets what this device and epoch counted in a tally. */
    public void ownShare(String site, RecordId id, Op share) {
        steps.add(Step.newBuilder()
                .setOwnShare(OwnShare.newBuilder()
                        .setScope(site)
                        .setRecordId(ByteString.copyFrom(id.toBytes()))
                        .setShare(share))
                .build());
    }

    /** Forgets what this device counted in one tally: the record as the server knows it says so, too. */
    public void ownShareGone(String site, RecordId id) {
        steps.add(Step.newBuilder()
                .setOwnShare(OwnShare.newBuilder().setScope(site).setRecordId(ByteString.copyFrom(id.toBytes())))
                .build());
    }

    /** Forgets what this device counted: its epoch is over. */
    public void clearOwnShares(String site) {
        steps.add(Step.newBuilder().setOwnSharesCleared(site).build());
    }

    /** Sets the codes that the programme added to the published lists, in place of those before. */
    public void ownCodes(OwnCodes codes) {
        steps.add(Step.newBuilder().setOwnCodes(codes).build());
    }

    /** Adds something that the worker should look at. */
    public void attention(Attention attention) {
        steps.add(Step.newBuilder().setAttention(attention).build());
    }

    /** The worker has looked at it. */
    public void attentionSeen(long id) {
        steps.add(Step.newBuilder().setAttentionSeen(id).build());
    }
}
