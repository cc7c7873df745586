package org.outreachsync.device.enrol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.view.Overlay;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/**
 * What waits on a tablet that was put back from a copy of itself. Before that, it may have given the same ids to other
 * records, and have counted further from the same count: the records are named anew, and only what was counted on top
 * goes into the new epoch. Ops are to be given in their order.
 *
 * <p>The same for a tablet that the server has forgotten, since a device may only create records under its own number;
 * then that of any epoch.
 */
final class CopiedQueue {

    private final Overlay overlay;
    private final Device before;
    private final EnrolResponse response;
    private final boolean ofAnyEpoch;
    private final long slot;
    private final Map<RecordId, RecordId> names = new HashMap<>();
    private final Map<RecordId, Op> shares = new HashMap<>();

    CopiedQueue(Overlay overlay, Device before, EnrolResponse response, boolean ofAnyEpoch) {
        this.overlay = overlay;
        this.before = before;
        this.response = response;
        this.ofAnyEpoch = ofAnyEpoch;
        this.slot = Path.slot(Integer.toUnsignedLong(response.getDeviceNo()), response.getEpoch());
    }

    /** What the new epoch counted in a tally so far; null for nothing. */
    @Nullable
    Op share(RecordId id) {
        return shares.get(id);
    }

    /** A count of the epoch that ends, in the one that begins. */
    LocalOp counted(LocalOp op) {
        var share = shares.get(op.recordId());
        var counted = overlay.countedOn(op.op(), op.type(), op.countedBefore(), share, slot);
        shares.put(op.recordId(), overlay.ownShare(share, counted, op.type(), slot));
        return op.counting(counted, share);
    }

    /** An op under the new name of its record; one on a record that did not begin in the queue keeps it. */
    LocalOp named(LocalOp op) {
        var id = op.recordId();
        if (op.op().getKind() == OpKind.OP_KIND_CREATE && isToBeNamed(id)) {
            names.computeIfAbsent(
                    id,
                    old -> RecordId.counted(
                            Integer.toUnsignedLong(response.getDeviceNo()), response.getEpoch(), names.size() + 1L));
        }
        var name = names.get(id);
        return name == null ? op : op.on(name);
    }

    private boolean isToBeNamed(RecordId id) {
        long deviceNo = Integer.toUnsignedLong(before.getDeviceNo());
        return ofAnyEpoch ? id.isCounted() && id.high() >>> 32 == deviceNo : id.madeBy(deviceNo, before.getEpoch());
    }
}
