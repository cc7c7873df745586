package org.outreachsync.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.recount.CorrectingTablet.SITE;
import static org.outreachsync.recount.CorrectingTablet.id;

import com.google.protobuf.ByteString;
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
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;

/**
 * Records are put right while a tablet corrects them: no correction is lost, and the tablets hear of what was put
 * right.
 */
class RepairUnderLoadTest {

    private static final int RECORDS = 20;

    @SuppressWarnings("NullAway.Init")
    private DocumentStore store;

    @SuppressWarnings("NullAway.Init")
    private Rig rig;

    @SuppressWarnings("NullAway.Init")
    private CorrectingTablet tablet;

    /** The store of the site. */
    DocumentStore store() {
        return new MemoryStore();
    }

    @BeforeEach
    void begin() {
        store = store();
        rig = new Rig(store, Keyring.ephemeral());
        tablet = new CorrectingTablet(rig);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private RecordStore records() {
        return rig.engine().records();
    }

    private Recount recount() {
        return rig.engine().cells(CountingRig.CATALOGUE).recount(MemoryStore::new, Recount.Patience.NONE);
    }

    @Test
    void noCorrectionIsLostAndTabletsHearOfWhatWasPutRight() throws Exception {
        for (int own = 1; own <= RECORDS; own++) {
            tablet.create(own, 1);
        }
        var damage = new Damage(store, rig.keys().sealer());
        for (int own = 1; own <= RECORDS; own++) {
            assertThat(damage.record(SITE, id(own))).isTrue();
        }
        long before = rig.log().tail(SITE);
        var isOver = new AtomicBoolean();
        Recount.Found found;
        try (var threads = Executors.newSingleThreadExecutor()) {
            var corrections = threads.submit(() -> {
                // The first half is corrected all the time, the second never.
                for (int at = 0; at < 200 || !isOver.get(); at++) {
                    tablet.correct(1 + at % (RECORDS / 2), 100 + at);
                }
            });
            found = recount().of(SITE, true);
            isOver.set(true);
            await(corrections);
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

    private static void await(Future<?> corrections) throws InterruptedException {
        try {
            corrections.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("the tablet could not go on", failed);
        }
    }

    @Test
    void aRepairTakesAPlaceInTheLogThatEveryServerSees() {
        tablet.create(1, 3);
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
        tablet.correct(1, 9);
        assertThat(recount().of(SITE, false).isRight()).isTrue();
        assertThat(recount().of(SITE, true).isRight()).isTrue();
        assertThat(rig.log().tail(SITE))
                .as("what is right is not written again")
                .isEqualTo(entry.seq() + 1);
    }
}
