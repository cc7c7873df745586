package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.OpKind;

/**
 * A figure is that of the sequence number in the log that the answer names, whatever tablets push and servers count
 * meanwhile: each batch here is one syringe.
 */
class SnapshotTest {

    private static final String SITE = OneSyringe.SITE;
    private static final int ASKED_MIN = 200;
    private static final int BATCHES_MIN = 100;
    private static final int BATCHES_MAX = 1_000;
    private static final int AHEAD_MAX = 4;

    private final DocumentStore store = new WatchedStore(new MemoryStore(), this::asked);
    private final Keyring keys = Keyring.ephemeral();
    private final Rig rig = new Rig(store, keys);
    private final CountingRig counting = counting();
    private volatile Runnable whenCounted = () -> {};
    private volatile Runnable whenRead = () -> {};
    private volatile Runnable whenMarked = () -> {};
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong daysRead = new AtomicLong();

    private CountingRig counting() {
        return new CountingRig(rig, List.of(SITE), site -> List.of(), Entered.NOTHING);
    }

    private void asked(Table table, Object asked) {
        if (table.equals(Tables.RECORD_DAYS)) {
            daysRead.incrementAndGet();
            once(whenCounted, () -> whenCounted = () -> {});
        } else if (table.equals(Tables.WATERMARKS)) {
            whenMarked.run();
        } else if (table.equals(Tables.MONTHS)) {
            once(whenRead, () -> whenRead = () -> {});
        }
    }

    private static void once(Runnable work, Runnable forget) {
        forget.run();
        work.run();
    }

    private void push() {
        long number = batches.incrementAndGet();
        push(number, OpKind.OP_KIND_CREATE, number);
    }

    private void editLast() {
        long last = batches.get();
        push(batches.incrementAndGet(), OpKind.OP_KIND_EDIT, last);
    }

    private void push(long number, OpKind kind, long record) {
        rig.send(OneSyringe.batch(number, kind, record, Tablet.TODAY.toEpochDay() - 1), "batch " + number);
    }

    /** The figure, the place that it counts to, and the place that it may reach. */
    private record Shown(long syringes, long countedTo, long mayReach) {

        static Shown of(CountingRig counting) {
            var answer = counting.ask(List.of(SITE), "SYRINGES_DISTRIBUTED", Map.of("period", "2015-01-01..2027-12-31"))
                    .answer();
            var progress = Objects.requireNonNull(answer.progress().get(SITE));
            var mayReach = progress.mayReach();
            return new Shown(
                    Objects.requireNonNull(answer.whole().numerator()),
                    progress.countedTo(),
                    mayReach == null ? progress.countedTo() : mayReach);
        }

        void assertTrue() {
            assertThat(syringes).as("%s", this).isBetween(countedTo, mayReach);
        }
    }

    @Test
    void whatComesWhileADayIsCountedBelongsToThePlaceThatIsNamed() {
        push();
        whenCounted = this::push;

        counting.catchUp();

        var shown = Shown.of(counting);
        assertThat(shown).isEqualTo(new Shown(2, 2, 2));
    }

    @Test
    void aCrowdedDayIsNotReadAgainForEachBatch() {
        push();
        counting.catchUp();
        long before = daysRead.get();
        for (int batch = 2; batch <= 6; batch++) {
            push();
            counting.catchUp();
            assertThat(Shown.of(counting)).isEqualTo(new Shown(batch, batch, batch));
        }
        assertThat(daysRead).hasValue(before);
    }

    @Test
    void aDayThatAnotherServerCountedMeanwhileIsCountedAgain() {
        push();
        counting.catchUp();
        push();
        counting().catchUp();
        push();

        counting.catchUp();

        assertThat(Shown.of(counting)).isEqualTo(new Shown(3, 3, 3));
    }

    @Test
    void aRecordThatIsEditedWhileAnotherServerCountsIsNotLeftOut() {
        push();
        var other = new CountingRig(new Rig(store, keys), List.of(SITE), site -> List.of(), Entered.NOTHING);
        other.catchUp();
        push();
        var marks = new AtomicLong();
        whenMarked = () -> {
            // How far it is counted, and how far there are records when counting begins.
            if (marks.incrementAndGet() == 2) {
                editLast();
            }
        };

        other.catchUp();

        assertThat(marks).hasValueGreaterThanOrEqualTo(2);
        assertThat(Shown.of(other)).isEqualTo(new Shown(2, 3, 3));
    }

    @Test
    void whatAnotherServerCountsWhileMonthsAreReadBelongsToThePlaceThatIsNamed() {
        push();
        counting.catchUp();
        var other = counting();
        whenRead = () -> {
            push();
            other.catchUp();
        };

        var shown = Shown.of(counting);

        assertThat(shown).isIn(new Shown(1, 1, 1), new Shown(2, 2, 2));
    }

    @Test
    void whereACounterDiedHalfwayTheAnswerSaysHowFarItMayReach() {
        push();
        counting.catchUp();
        Shown.of(counting);
        push();
        push();
        counting.cells.write(List.of(CellWatermarks.announcement(CountingRig.CATALOGUE.fingerprint(), SITE, 3)));
        var fresh = counting();

        assertThat(Shown.of(fresh)).isEqualTo(new Shown(1, 1, 3));
        assertThat(Shown.of(counting))
                .as("who has read it before knows it for certain")
                .isEqualTo(new Shown(1, 1, 1));
        counting.catchUp();
        assertThat(Shown.of(fresh)).isEqualTo(new Shown(3, 3, 3));
        assertThat(Shown.of(counting)).isEqualTo(new Shown(3, 3, 3));
    }

    @Test
    void everyAnswerUnderLoadIsTrueAtItsPlace() throws Exception {
        assertTrueUnderLoad(counting, List.of(counting(), counting()));
    }

    @Test
    void everyAnswerAheadOfTheStoreIsTrueAtItsPlaceUnderLoad() throws Exception {
        var ahead = new CountingRig(rig, List.of(SITE), site -> List.of(), Entered.NOTHING, AHEAD_MAX);
        assertTrueUnderLoad(ahead, List.of(ahead));
    }

    private void assertTrueUnderLoad(CountingRig answering, List<CountingRig> others) throws Exception {
        push();
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var tablet = threads.submit(() -> {
                while (!isOver.get() && batches.get() < BATCHES_MAX) {
                    push();
                }
            });
            var counters = others.stream()
                    .map(one -> threads.submit(() -> {
                        while (!isOver.get()) {
                            one.catchUp();
                        }
                    }))
                    .toList();
            int exact = 0;
            int asked = 0;
            try {
                while (asked < ASKED_MIN || batches.get() < BATCHES_MIN) {
                    asked++;
                    var shown = Shown.of(answering);
                    shown.assertTrue();
                    exact += shown.mayReach() == shown.countedTo() ? 1 : 0;
                }
            } finally {
                isOver.set(true);
            }
            tablet.get();
            for (var counter : counters) {
                counter.get();
            }
            System.out.println(
                    exact + " of " + asked + " answers under load were exact, after " + batches + " batches");
        }
        answering.catchUp();
        assertThat(Shown.of(answering)).isEqualTo(new Shown(batches.get(), batches.get(), batches.get()));
    }
}
