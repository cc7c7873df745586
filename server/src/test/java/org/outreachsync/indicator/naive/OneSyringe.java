package org.outreachsync.indicator.naive;

import java.util.List;
import org.outreachsync.model.Hlc;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

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
        return Send.ofOnlyTablet(SITE, Tablet.NOW_MS, number, number, Envelope.newBuilder(), List.of(op.build()));
    }
}
