package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Op;

/** Ops that were captured before a tablet was installed again. */
final class EpochBefore {

    private EpochBefore() {}

    /**
     * A record that the former installation counted out must now be named whole; its clicks go on with its own count.
     */
    static ByteString renamed(ByteString raw, long device, int oldEpoch) {
        try {
            var op = Op.parseFrom(raw);
            if (op.hasSiteDayTally()) {
                int counts = op.getCountsEpoch() == 0 ? oldEpoch : op.getCountsEpoch();
                return op.toBuilder().setCountsEpoch(counts).build().toByteString();
            }
            return op.hasOwnRecord() && op.getOwnRecord() > 0
                    ? op.toBuilder()
                            .setRecordId(ByteString.copyFrom(RecordId.counted(device, oldEpoch, op.getOwnRecord())
                                    .toBytes()))
                            .build()
                            .toByteString()
                    : raw;
        } catch (InvalidProtocolBufferException bad) {
            return raw;
        }
    }
}
