package org.outreachsync.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.recount.CorrectingTablet.DAY;
import static org.outreachsync.recount.CorrectingTablet.SITE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;

/** The recount of a site ends, and is right, while a tablet uploads to its newest day without a pause. */
class RecountOfBusySiteTest {

    private static final int RECORDS = 3;

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();
    private final Rig server = new Rig(store, keys);
    private final CountingRig counting = new CountingRig(server, List.of(SITE), site -> List.of(), Entered.NOTHING);
    private final CorrectingTablet tablet = new CorrectingTablet(server);
    private final Recount recount = recount(Recount.Patience.NONE);

    private Runnable whileDaysAreRead = () -> {};
    private int created;

    private Recount recount(Recount.Patience patience) {
        return new Rig(new WatchedStore(store, this::read), keys)
                .engine()
                .cells(CountingRig.CATALOGUE)
                .recount(MemoryStore::new, patience);
    }

    private void read(Table table, Object asked) {
        if (table.equals(Tables.CELLS)) {
            whileDaysAreRead.run();
        }
    }

    private void create() {
        created++;
        tablet.create(created, created);
    }

    @BeforeEach
    void begin() {
        for (int at = 0; at < RECORDS; at++) {
            create();
        }
        counting.catchUp();
    }

    @Test
    void aSiteThatGetsABatchWheneverItIsLookedAtIsCompared() {
        whileDaysAreRead = this::create;

        assertThat(recount.of(SITE, false).isRight()).isTrue();
        assertThat(created).as("it did not wait for a pause").isLessThan(RECORDS + 5);
    }

    @Test
    void aWrongDayIsFoundAndPutRightWhileATabletUploadsToIt() {
        long asOf = counting.watermarks.of(CountingRig.CATALOGUE.fingerprint(), SITE);
        new Damage(store, keys.sealer()).day(SITE, DAY, asOf, Cell.EMPTY);
        whileDaysAreRead = this::create;

        assertThat(recount.of(SITE, true)).returns(1, Recount.Found::wrongDays).returns(true, Recount.Found::settled);
        whileDaysAreRead = () -> {};
        assertThat(recount.of(SITE, false).isRight()).isTrue();
    }

    @Test
    void aCountThatIsStoredWhileItIsReadIsComparedAgain() {
        whileDaysAreRead = () -> {
            create();
            if (created <= RECORDS + 3) {
                counting.catchUp();
            }
        };

        assertThat(recount.of(SITE, false).isRight()).isTrue();
        assertThat(created).isLessThan(RECORDS + 10);
    }

    @Test
    void aServerThatCountsIsWaitedFor() {
        create();
        var paused = new ArrayList<Integer>();

        var found = recount(pauses -> {
                    paused.add(pauses);
                    if (pauses == 2) {
                        counting.catchUp();
                    }
                    return true;
                })
                .of(SITE, false);

        assertThat(found.isRight()).isTrue();
        assertThat(paused).containsExactly(0, 1, 2);
    }

    @Test
    void whereNobodyCountsTheRecountDoes() {
        create();

        assertThat(recount(pauses -> pauses < 3).of(SITE, false).isRight()).isTrue();
        assertThat(counting.watermarks.of(CountingRig.CATALOGUE.fingerprint(), SITE))
                .isEqualTo(server.log().tail(SITE));
    }
}
