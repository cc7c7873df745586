package org.outreachsync.indicator.naive;

import java.util.Set;
import org.outreachsync.model.Hlc;
import org.outreachsync.sync.Enrolled;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncRequest;

/** Batches of one tablet, each with one op about one syringe. */
final class OneSyringe {

    static final String SITE = "OSH-1";

    private OneSyringe() {}

    /**
     * A batch.
     *
     * @param number of the batch, from 1
     * @param record the number of its record
     * @param day of the record, since 1970
     */
    static Send batch(long number, OpKind kind, long record, long day) {
        var op = Op.newBuilder()
                .setKind(kind)
                .setHlc(Hlc.of(Tablet.NOW_MS - 1_000_000 + number, 0))
                .setOwnRecord(record)
                .setDateByHand(true)
                .setEnvelope(Envelope.newBuilder().setOccurredOn((int) day))
                .setNeedleExchange(NeedleExchange.newBuilder()
                        .setUic("Ж1990АЙГУ")
                        .addLines(ExchangeLine.newBuilder().setCommodity(2).setDistributed(1)));
        var request = SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId("device-1")
                .setEpoch(1)
                .setScope(SITE)
                .setDeviceNow(Tablet.NOW_MS)
                .setBatchNo(number)
                .setFirstOp(number)
                .setDefaults(Envelope.newBuilder().setProject(1).setWorker(7).setRole(5))
                .addOps(op);
        return new Send(Enrolled.device("device-1", 1, 1, Set.of(SITE)), request.build());
    }
}
