package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/** A server that keeps the records of a day in memory looks for duplicates among them as they are now. */
class EditedDuplicatesTest {

    private static final String CLIENT = "Ж1990АЙГУ";
    private static final String OTHER = "Ж1991АЙГУ";
    private static final ByteString FIRST =
            ByteString.copyFrom(RecordId.counted(1, 1, 1).toBytes());
    private static final int DAY_BEFORE = Field.DAY - 1;

    private final Field field = new Field();
    private final SyncService server = field.server();

    /** The code of the result. */
    private String send(long tablet, int batchNo, Op op) {
        var device = Field.device(tablet);
        return server.sync(device, Requests.of(field.batch(device, batchNo, batchNo, op)))
                .response()
                .getAck()
                .getResults(0)
                .getCode();
    }

    private Op exchange(int number, String client, int day) {
        return field.exchange(number, client, 5).toBuilder()
                .setEnvelope(Envelope.newBuilder().setOccurredOn(day))
                .build();
    }

    private Op edit(OpKind kind, Envelope.Builder envelope) {
        return field.op(kind)
                .setRecordId(FIRST)
                .setBaseSeq(1)
                .setEnvelope(envelope)
                .setNeedleExchange(NeedleExchange.getDefaultInstance())
                .build();
    }

    @Test
    void aVoidRecordIsNoDuplicate() {
        send(1, 1, exchange(1, CLIENT, Field.DAY));
        send(1, 2, edit(OpKind.OP_KIND_VOID, Envelope.newBuilder().setVoidReason(1)));

        assertThat(send(2, 1, exchange(1, CLIENT, Field.DAY))).isEmpty();
        assertThat(field.engine().reviews().countOpen(Field.SITE)).isZero();
    }

    @Test
    void aRecordThatWasMovedToAnotherDayIsNone() {
        send(1, 1, exchange(1, CLIENT, Field.DAY));
        send(1, 2, edit(OpKind.OP_KIND_EDIT, Envelope.newBuilder().setOccurredOn(DAY_BEFORE)));

        assertThat(send(2, 1, exchange(1, CLIENT, Field.DAY))).isEmpty();
        assertThat(field.engine().reviews().countOpen(Field.SITE)).isZero();
    }

    @Test
    void aRecordThatWasMovedToThisDayIsOne() {
        send(1, 1, exchange(1, CLIENT, DAY_BEFORE));
        send(3, 1, exchange(1, OTHER, Field.DAY));
        send(1, 2, edit(OpKind.OP_KIND_EDIT, Envelope.newBuilder().setOccurredOn(Field.DAY)));

        assertThat(send(2, 1, exchange(1, CLIENT, Field.DAY))).isEqualTo("POSSIBLE_DUPLICATE");
    }
}
