package org.outreachsync.recount;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.naive.Send;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/**
 * Records are put right while a tablet corrects them: no correction is lost, and the tablets hear of what was put
 * right.
 */
class RepairUnderLoadTest {

    private static final String SITE = "OSH-1";
    private static final int RECORDS = 20;
    private static final long NOW = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    private static final int DAY = 20_777;

    @SuppressWarnings("NullAway.Init")
    private DocumentStore store;

    @SuppressWarnings("NullAway.Init")
    private Rig rig;

    private long batches;
    private long ops;

    /** The store of the site. */
    DocumentStore store() {
        return new MemoryStore();
    }

    @BeforeEach
    void begin() {
        store = store();
        rig = new Rig(store, Keyring.ephemeral());
    }

    @AfterEach
    void end() {
        store.close();
    }

    private Op.Builder op(OpKind kind, long own, int pieces) {
        ops++;
        var exchange = NeedleExchange.newBuilder()
                .addLines(ExchangeLine.newBuilder().setCommodity(2).setDistributed(pieces));
        if (kind == OpKind.OP_KIND_CREATE) {
            exchange.setUic("Ж19" + (50 + own) + "АЙГУ");
        }
        return Op.newBuilder()
                .setKind(kind)
                .setHlc(Hlc.of(NOW - 1_000_000 + ops, 0))
                .setOwnRecord(own)
                .setNeedleExchange(exchange);
    }

    private void send(List<Op> acts) {
        batches++;
        var defaults = Envelope.newBuilder().setOccurredOn(DAY);
        rig.send(Send.ofOnlyTablet(SITE, NOW, batches, ops - acts.size() + 1, defaults, acts), "batch " + batches);
    }

    private RecordStore records() {
        return rig.engine().records();
    }

    private Recount recount() {
        return rig.engine().cells(CountingRig.CATALOGUE).recount(MemoryStore::new);
    }

    private static RecordId id(long own) {
        return RecordId.counted(1, 1, own);
    }

    @Test
    void noCorrectionIsLostAndTabletsHearOfWhatWasPutRight() throws Exception {
        for (int own = 1; own <= RECORDS; own++) {
            send(List.of(op(OpKind.OP_KIND_CREATE, own, 1).build()));
        }
        var damage = new Damage(store, rig.keys().sealer());
        for (int own = 1; own <= RECORDS; own++) {
            assertThat(damage.record(SITE, id(own))).isTrue();
        }
        long before = rig.log().tail(SITE);
        var isOver = new AtomicBoolean();
        Recount.Found found;
        try (var threads = Executors.newSingleThreadExecutor()) {
            var tablet = threads.submit(() -> {
                // The first half is corrected all the time, the second never.
                for (int at = 0; at < 200 || !isOver.get(); at++) {
                    send(List.of(op(OpKind.OP_KIND_EDIT, 1 + at % (RECORDS / 2), 100 + at)
                            .build()));
                }
            });
            found = recount().of(SITE, true);
            isOver.set(true);
            await(tablet);
        }

        assertThat(found.wrongRecords()).isGreaterThanOrEqualTo(RECORDS / 2);
        assertThat(recount().of(SITE, false).isRight())
                .as("all is what the log says")
                .isTrue();
        var held = records().load(SITE, List.of(id(RECORDS)));
        assertThat(held.values())
                .as("a tablet that has seen all before gets it")
                .allSatisfy(entry -> assertThat(entry.state().version()).isGreaterThan(before));
        var counting = new CountingRig(rig, List.of(SITE), site -> List.of(), Entered.NOTHING);
        counting.catchUp();
        assertThat(counting.ask(List.of(SITE), "PERSONS_REACHED", Map.of("period", "2026"))
                        .numerator())
                .isEqualTo((long) RECORDS);
    }

    private static void await(Future<?> tablet) throws InterruptedException {
        try {
            tablet.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("the tablet could not go on", failed);
        }
    }

    @Test
    void aRepairTakesAPlaceInTheLogThatEveryServerSees() {
        send(List.of(op(OpKind.OP_KIND_CREATE, 1, 3).build()));
        new Damage(store, rig.keys().sealer()).record(SITE, id(1));
        long before = rig.log().tail(SITE);

        assertThat(recount().of(SITE, false).isRight()).isFalse();
        assertThat(rig.log().tail(SITE)).as("a check writes nothing").isEqualTo(before);
        assertThat(recount().of(SITE, true))
                .returns(1, Recount.Found::wrongRecords)
                .returns(true, Recount.Found::settled);

        var entry = rig.log().readAfter(SITE, before, 1).getFirst();
        assertThat(entry.batch().getRestatedList())
                .singleElement()
                .satisfies(
                        restated -> assertThat(restated.getRecordId()).isEqualTo(ByteString.copyFrom(id(1).toBytes())));
        send(List.of(op(OpKind.OP_KIND_EDIT, 1, 9).build()));
        assertThat(recount().of(SITE, false).isRight()).isTrue();
        assertThat(recount().of(SITE, true).isRight()).isTrue();
        assertThat(rig.log().tail(SITE))
                .as("what is right is not written again")
                .isEqualTo(entry.seq() + 1);
    }
}
