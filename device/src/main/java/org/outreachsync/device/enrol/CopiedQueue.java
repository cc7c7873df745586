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
 * The queue of a tablet that was restored from a copy of itself. Before the restore, the tablet may have used the same
 * ids for other records, and may have counted further from the same count. So the records get new ids, and only what
 * each op added to a count goes into the new epoch. Ops must be passed in their order.
 *
 * <p>Also used for a tablet that the server has forgotten, since a device may only create records under its own number.
 * Then records of every epoch get new ids.
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

    /** What the new epoch has counted in a tally so far; null for nothing. */
    @Nullable
    Op share(RecordId id) {
        return shares.get(id);
    }

    /** A count of the ending epoch, moved into the new one. */
    LocalOp counted(LocalOp op) {
        var share = shares.get(op.recordId());
        var counted = overlay.countedOn(op.op(), op.type(), op.countedBefore(), share, slot);
        shares.put(op.recordId(), overlay.ownShare(share, counted, op.type(), slot));
        return op.counting(counted, share);
    }

    /** An op under the new id of its record. If the record was not created in this queue, its id stays. */
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
        return ofAnyEpoch ? id.isCounted() && id.deviceNo() == deviceNo : id.madeBy(deviceNo, before.getEpoch());
    }
}
