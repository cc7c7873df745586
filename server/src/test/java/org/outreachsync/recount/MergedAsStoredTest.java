package org.outreachsync.recount;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.Requests;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Ops are merged with the record as it is stored and handed out, although the server still has the page in memory as it
 * wrote it. Otherwise an edit would hide that the page was damaged, and a recount would not correct the tablet that had
 * received it so and edits something else.
 */
class MergedAsStoredTest {

    private static final long AUTHOR = 1;
    private static final long READER = 2;

    private final Field field = new Field();

    @Test
    void aTabletThatEditsADamagedRecordIsCorrectedByARecount() {
        var server = field.server();
        server.sync(
                Field.device(AUTHOR),
                Requests.of(field.batch(Field.device(AUTHOR), 1, 1, field.exchange(1, "Ж1990АЙГУ", 4))));
        var id = RecordId.counted(AUTHOR, 1, 1);
        assertThat(new Damage(field.store, field.keys.sealer()).record(Field.SITE, id))
                .isTrue();
        var reader = Field.device(READER);
        var received = server.sync(reader, Requests.of(field.request(reader))).response();
        assertThat(distributed(received)).isEqualTo(5);

        var edited = server.sync(
                        reader,
                        Requests.of(field.batch(reader, 1, 1, otherWorker(id)).setCursor(received.getCursor())))
                .response();
        assertThat(edited.getChangesList()).isEmpty();
        field.engine()
                .cells(CountingRig.CATALOGUE)
                .recount(MemoryStore::new, Recount.Patience.NONE)
                .of(Field.SITE, true);

        var corrected = server.sync(reader, Requests.of(field.request(reader).setCursor(edited.getCursor())))
                .response();
        assertThat(distributed(corrected)).isEqualTo(4);
    }

    private Op otherWorker(RecordId id) {
        return field.op(OpKind.OP_KIND_EDIT)
                .setRecordId(ByteString.copyFrom(id.toBytes()))
                .setBaseSeq(1)
                .setEnvelope(Envelope.newBuilder().setWorker(8))
                .setNeedleExchange(NeedleExchange.getDefaultInstance())
                .build();
    }

    private static int distributed(SyncResponse response) {
        return response.getChanges(0).getNeedleExchange().getLines(0).getDistributed();
    }
}
