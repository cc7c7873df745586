package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.recount.Recount;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.v1.OpKind;

/** What a server has counted ahead of the store: each batch here is one syringe on a day of its own. */
class CountedAheadTest {

    private static final String SITE = OneSyringe.SITE;
    private static final String ALL = "2015-01-01..2027-12-31";
    private static final int AHEAD_MAX = 4;
    /** Each batch is of another month than the one before, and of another day than all before. */
    private static final int DAYS_BETWEEN = 31;

    private final DocumentStore store = new WatchedStore(new MemoryStore(), this::read);
    private final Keyring keys = Keyring.ephemeral();
    private final Rig rig = new Rig(store, keys);
    private final CountingRig counting = counting(AHEAD_MAX);
    private long batches;
    private Runnable whenMarksWereRead = () -> {};

    private void read(Table table, Object asked) {
        if (table.equals(Tables.WATERMARKS)) {
            var work = whenMarksWereRead;
            whenMarksWereRead = () -> {};
            work.run();
        }
    }

    private CountingRig counting(int aheadMax) {
        return new CountingRig(rig, List.of(SITE), site -> List.of(), Entered.NOTHING, aheadMax);
    }

    private static long day(long batch) {
        return Tablet.TODAY.toEpochDay() - DAYS_BETWEEN * (batch % 2) - batch;
    }

    private void push() {
        push(counting);
    }

    private void push(CountingRig by) {
        batches++;
        rig.send(OneSyringe.batch(batches, OpKind.OP_KIND_CREATE, batches, day(batches)), "batch " + batches);
        by.catchUp();
    }

    private long stored() {
        return counting.watermarks.of(CountingRig.CATALOGUE.fingerprint(), SITE);
    }

    private static long syringes(CountingRig by, String period) {
        var answer = by.ask(List.of(SITE), "SYRINGES_DISTRIBUTED", Map.of("period", period))
                .answer();
        return Objects.requireNonNull(answer.whole().numerator());
    }

    /** By a server that finds what is stored and nothing else. */
    private void assertStoreIsRight() {
        var recount = rig.engine().cells(CountingRig.CATALOGUE).recount(MemoryStore::new, Recount.Patience.NONE);
        assertThat(recount.of(SITE, false).isRight())
                .as("after %d batches", batches)
                .isTrue();
    }

    @Test
    void figuresHaveEveryBatchThoughTheStoreHasOnlySome() {
        for (int batch = 1; batch <= 3 * AHEAD_MAX; batch++) {
            push();
            assertThat(syringes(counting, ALL)).isEqualTo(batch);
            assertThat(stored()).as("after %d", batch).isBetween((long) batch - AHEAD_MAX + 1, (long) batch);
        }
        assertThat(stored()).isLessThan(batches);
    }

    @Test
    void aQuestionAfterSeveralBatchesFindsThemAll() {
        push();
        for (int ahead = 1; ahead < AHEAD_MAX; ahead++) {
            push();
        }

        assertThat(stored()).isOne();
        assertThat(syringes(counting, ALL)).isEqualTo(AHEAD_MAX);
    }

    @Test
    void whatIsStoredAtLastHasEveryDayAndMonth() {
        for (int batch = 1; batch <= AHEAD_MAX + 1; batch++) {
            push();
        }

        assertThat(stored()).isEqualTo(batches);
        assertThat(counting.cells.allDays(SITE)).hasSize((int) batches);
        assertStoreIsRight();
    }

    @Test
    void aServerThatStopsStoresTheRest() {
        push();
        push();
        assertThat(stored()).isOne();

        counting.projector.store(SITE);

        assertThat(stored()).isEqualTo(2);
        assertThat(counting.cells.allDays(SITE)).hasSize(2);
        assertThat(syringes(counting, ALL)).isEqualTo(2);
        assertStoreIsRight();
    }

    @Test
    void theServerAfterACrashCountsWhatWasNotStored() {
        push();
        push();
        push();
        var next = counting(AHEAD_MAX);
        assertThat(syringes(next, ALL)).as("before it has counted").isOne();

        next.catchUp();

        assertThat(syringes(next, ALL)).isEqualTo(3);
        assertThat(stored()).isEqualTo(3);
        assertStoreIsRight();
    }

    @Test
    void whatAnotherServerHasStoredCounts() {
        push();
        push();
        var other = counting(1);
        push(other);
        assertThat(syringes(other, ALL)).isEqualTo(3);
        assertThat(syringes(counting, ALL)).isEqualTo(3);

        push();

        assertThat(syringes(counting, ALL)).isEqualTo(4);
        counting.projector.store(SITE);
        assertStoreIsRight();
    }

    @Test
    void singleDaysAreTakenFromAheadToo() {
        push();
        push();
        push();

        for (long batch = 1; batch <= batches; batch++) {
            long day = day(batch);
            assertThat(counting.cube.days(SITE, day, day).keySet()).containsExactly(day);
        }
    }

    @Test
    void aRecordThatIsMovedWhileDaysAreReadIsOnOneOfThem() {
        push();
        push();
        whenMarksWereRead = () -> {
            batches++;
            rig.send(
                    OneSyringe.batch(batches, OpKind.OP_KIND_EDIT, 2, day(2) - 4 * DAYS_BETWEEN),
                    "a move to a third month");
            counting.catchUp();
            counting.projector.store(SITE);
        };

        var days = counting.cube.days(SITE, day(2) - 5 * DAYS_BETWEEN, day(0));

        assertThat(stored()).isEqualTo(3);
        assertThat(days.values().stream().filter(day -> !day.isEmpty())).hasSize(2);
    }

    @Test
    void anEditAheadOfTheStoreIsCountedOnce() {
        push();
        push();
        batches++;
        rig.send(OneSyringe.batch(batches, OpKind.OP_KIND_EDIT, 2, day(2)), "an edit");
        counting.catchUp();

        assertThat(stored()).isOne();
        assertThat(syringes(counting, ALL)).isEqualTo(2);
        counting.projector.store(SITE);
        assertStoreIsRight();
    }
}
