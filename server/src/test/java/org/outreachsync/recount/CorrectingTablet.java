package org.outreachsync.recount;

import java.time.Instant;
import java.util.List;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.naive.Send;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/** The only tablet of a site: hands out needles on one day, and corrects how many there were. */
public final class CorrectingTablet {

    public static final String SITE = "OSH-1";
    public static final int DAY = 20_777;

    private static final long NOW = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    private final Rig rig;
    private long batches;
    private long ops;

    /** Uploads to the server of this rig. */
    public CorrectingTablet(Rig rig) {
        this.rig = rig;
    }

    public static RecordId id(long own) {
        return RecordId.counted(1, 1, own);
    }

    public void create(long own, int pieces) {
        send(op(OpKind.OP_KIND_CREATE, own, pieces));
    }

    public void correct(long own, int pieces) {
        send(op(OpKind.OP_KIND_EDIT, own, pieces));
    }

    private Op op(OpKind kind, long own, int pieces) {
        ops++;
        var exchange = NeedleExchange.newBuilder()
                .addLines(ExchangeLine.newBuilder().setCommodity(2).setDistributed(pieces));
        if (kind == OpKind.OP_KIND_CREATE) {
            exchange.setUic("Ж19" + (50 + own % 50) + "АЙГУ");
        }
        return Op.newBuilder()
                .setKind(kind)
                .setHlc(Hlc.of(NOW - 1_000_000 + ops, 0))
                .setOwnRecord(own)
                .setNeedleExchange(exchange)
                .build();
    }

    private void send(Op act) {
        batches++;
        var defaults = Envelope.newBuilder().setOccurredOn(DAY);
        rig.send(Send.ofOnlyTablet(SITE, NOW, batches, ops, defaults, List.of(act)), "batch " + batches);
    }
}
