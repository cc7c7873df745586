package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Another server takes the next place in the log after a server has read where records stand, and before it writes.
 * What was read, and what is in memory, then no longer counts.
 */
class TakenTailTest {

    private static final String CLIENT = "Ж1990АЙГУ";
    private static final RecordId FIRST = RecordId.counted(1, 1, 1);
    private static final RecordId SECOND = RecordId.counted(1, 1, 2);

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();
    private final Field field = new Field(new WatchedStore(store.share(), this::read), keys);
    private final SyncService server = field.server();
    private final SyncService other = new Field(store.share(), keys).server();
    private Runnable meanwhile = () -> {};

    private void read(Table table, Object asked) {
        if (table.equals(Tables.RECORD_HEADS)) {
            var once = meanwhile;
            meanwhile = () -> {};
            once.run();
        }
    }

    private SyncResponse send(SyncService to, long tablet, int batchNo, Op op) {
        var device = Field.device(tablet);
        return to.sync(device, Requests.of(field.batch(device, batchNo, batchNo, op)))
                .response();
    }

    private void correct(SyncService by, int batchNo, long baseSeq, int distributed) {
        send(by, 2, batchNo, field.correct(ByteString.copyFrom(FIRST.toBytes()), baseSeq, distributed));
    }

    private List<Long> versions() {
        var records = new Field(store.share(), keys).engine().records().load(Field.SITE, List.of(FIRST, SECOND));
        return records.values().stream()
                .sorted(RecordEntry.BY_ID)
                .map(entry -> entry.state().version())
                .toList();
    }

    @Test
    void neighboursThatAnotherServerChangedStayChanged() {
        send(server, 1, 1, field.exchange(1, CLIENT, 5));
        meanwhile = () -> correct(other, 1, 1, 6);

        var answer = send(server, 1, 2, field.exchange(2, "Ж1991АЙГУ", 5));

        assertThat(answer.getAck().getSeq()).isEqualTo(3);
        assertThat(versions()).containsExactly(2L, 3L);
    }

    @Test
    void soDoThoseOfAServerThatAppliesTheOthersBatchItself() {
        send(server, 1, 1, field.exchange(1, CLIENT, 5));
        correct(other, 1, 1, 6);
        meanwhile = () -> correct(other, 2, 2, 7);

        var answer = send(server, 1, 2, field.exchange(2, "Ж1991АЙГУ", 5));

        assertThat(answer.getAck().getSeq()).isEqualTo(4);
        assertThat(versions()).containsExactly(3L, 4L);
    }

    /** The first record is of the day that the server has in memory, as it was before the other one voided it. */
    @Test
    void aDuplicateThatAnotherServerTookAwayIsNone() {
        send(server, 1, 1, field.exchange(1, CLIENT, 5));
        meanwhile = () -> send(
                other,
                2,
                1,
                field.correct(ByteString.copyFrom(FIRST.toBytes()), 1, 5).toBuilder()
                        .setKind(OpKind.OP_KIND_VOID)
                        .clearNeedleExchange()
                        .build());

        var answer = send(server, 1, 2, field.exchange(2, CLIENT, 5));

        assertThat(answer.getAck().getResults(0).getCode()).isEmpty();
        assertThat(field.engine().reviews().countOpen(Field.SITE)).isZero();
    }

    @Test
    void aDuplicateThatAnotherServerAddedIsOne() {
        send(server, 1, 1, field.exchange(1, "Ж1991АЙГУ", 5));
        meanwhile = () -> send(other, 2, 1, field.exchange(1, CLIENT, 5));

        var answer = send(server, 1, 2, field.exchange(2, CLIENT, 5));

        assertThat(answer.getAck().getResults(0).getCode()).isEqualTo("POSSIBLE_DUPLICATE");
    }
}
