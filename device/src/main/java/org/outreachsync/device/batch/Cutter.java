package org.outreachsync.device.batch;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.transport.Gzip;
import org.outreachsync.wire.device.v1.Cut;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Limits;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * Cuts the queue of a site into batches that the server accepts. The bytes of a batch depend only on its ops and its
 * cut, not on the time of sending or the boot, so that a retry sends the same batch.
 */
public final class Cutter {

    private static final int OPS_MAX = 500;
    private static final int WIRE_BYTES_MAX = 256 * 1024;
    private static final int INFLATED_BYTES_MAX = 2 * 1024 * 1024;
    /** The most bytes of a request besides its ops: names, cursor, defaults and 256 sums of eight bytes. */
    private static final int FRAME_BYTES_MAX = 8 * 1024;
    /** The most bytes of the tag and length of one op in a request. */
    private static final int OP_FRAME_BYTES_MAX = 6;

    /** The most bytes of a record's id with tag and length. */
    private static final int TARGET_BYTES_MAX = 18;

    /**
     * A server that refuses a large batch does so at once, so larger ones are soon tried again. On a slow line a failed
     * try costs a whole timeout.
     */
    private static final int SUCCESSES_ON_A_SMALL_SERVER = 1;

    private static final int SUCCESSES_ON_A_SLOW_LINE = 8;

    private final Map<String, Ceiling> opsMax = new HashMap<>();

    /** The next batch: as many waiting ops as the limits allow, but at least one. */
    public Cut cut(DeviceState state, SiteState site) {
        var limits = state.device().getLimits();
        int countMax = Math.min(
                orElse(limits.getOpsMax(), OPS_MAX),
                ceiling(site.head().getScope()).now());
        var candidates =
                site.pending().values().stream().limit(Math.max(1, countMax)).collect(Collectors.toList());
        int count = inflatedFit(candidates, orElse(limits.getInflatedBytesMax(), INFLATED_BYTES_MAX) - FRAME_BYTES_MAX);
        count = wireFit(state, candidates, count, wireBytesMax(limits));
        return Cut.newBuilder()
                .setBatchNo(site.head().getNextBatch())
                .setFirstOp(candidates.get(0).opNo())
                .setCount(count)
                .setDefaults(CommonEnvelope.of(candidates.subList(0, count)))
                .build();
    }

    private static int inflatedFit(List<LocalOp> ops, int bytesMax) {
        long bytes = 0;
        int count = 0;
        for (var op : ops) {
            bytes += op.op().getSerializedSize() + OP_FRAME_BYTES_MAX + TARGET_BYTES_MAX;
            if (bytes > bytesMax) {
                break;
            }
            count++;
        }
        return Math.max(1, count);
    }

    private static int wireFit(DeviceState state, List<LocalOp> ops, int countMax, int bytesMax) {
        int count = countMax;
        while (count > 1) {
            long bytes = wireBytes(state, ops.subList(0, count));
            if (bytes <= bytesMax) {
                return count;
            }
            count = (int) Math.max(1, Math.min(count - 1L, count * (long) bytesMax / bytes));
        }
        return count;
    }

    private static long wireBytes(DeviceState state, List<LocalOp> ops) {
        var defaults = CommonEnvelope.of(ops);
        var batch = SyncRequest.newBuilder().setDefaults(defaults);
        ops.forEach(op -> batch.addOps(onWire(state, op, defaults)));
        return Gzip.deflate(batch.build().toByteArray()).length;
    }

    private static int wireBytesMax(Limits limits) {
        int bytes = orElse(limits.getWireBytesMax(), WIRE_BYTES_MAX);
        return Math.max(1, bytes - Math.min(FRAME_BYTES_MAX, bytes / 4));
    }

    private static int orElse(int limit, int usual) {
        return limit > 0 ? limit : usual;
    }

    /** The ops of a cut in their wire form. */
    public static List<Op> ops(DeviceState state, SiteState site, Cut cut) {
        var ops = new ArrayList<Op>(cut.getCount());
        members(site, cut).forEach(op -> ops.add(onWire(state, op, cut.getDefaults())));
        return ops;
    }

    /** The waiting ops that a cut covers. */
    public static Collection<LocalOp> members(SiteState site, Cut cut) {
        return site.pending()
                .subMap(cut.getFirstOp(), cut.getFirstOp() + cut.getCount())
                .values();
    }

    private static Op onWire(DeviceState state, LocalOp local, Envelope defaults) {
        var op = local.op().toBuilder();
        var id = local.recordId();
        if (id.madeBy(
                Integer.toUnsignedLong(state.device().getDeviceNo()),
                state.device().getEpoch())) {
            op.setOwnRecord(id.counter());
        } else {
            op.setRecordId(ByteString.copyFrom(id.toBytes()));
        }
        if (op.getKind() == OpKind.OP_KIND_CREATE) {
            var rest = CommonEnvelope.without(op.getEnvelope(), defaults);
            if (rest.getSerializedSize() == 0) {
                op.clearEnvelope();
            } else {
                op.setEnvelope(rest);
            }
        }
        return op.build();
    }

    private Ceiling ceiling(String site) {
        return opsMax.computeIfAbsent(site, name -> new Ceiling(1, OPS_MAX));
    }

    /** The server found a cut of this many ops too large. */
    public void tooLarge(String site, int count) {
        ceiling(site).tooMuch(count, SUCCESSES_ON_A_SMALL_SERVER);
    }

    /** The line was too slow for a cut of this many ops. */
    public void tooSlow(String site, int count) {
        ceiling(site).tooMuch(count, SUCCESSES_ON_A_SLOW_LINE);
    }

    /** The server accepted a cut; later ones may be larger again. */
    public void taken(String site) {
        ceiling(site).wentWell();
    }
}
