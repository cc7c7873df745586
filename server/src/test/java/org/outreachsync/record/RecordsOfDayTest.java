package org.outreachsync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.recount.CorrectingTablet.DAY;
import static org.outreachsync.recount.CorrectingTablet.SITE;
import static org.outreachsync.recount.CorrectingTablet.id;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.recount.CorrectingTablet;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;

/** All records of a day are read, each once, while a tablet corrects them. */
class RecordsOfDayTest {

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();
    private final CorrectingTablet tablet = new CorrectingTablet(new Rig(store, keys));
    private final RecordStore records =
            new Rig(new WatchedStore(store, this::read), keys).engine().records();
    private Table watched = Tables.RECORD_DAYS;
    private boolean isCorrected;

    private void read(Table table, Object asked) {
        if (table.equals(watched) && !isCorrected) {
            isCorrected = true;
            tablet.correct(2, 20);
        }
    }

    private void assertAllAreRead() {
        for (int own = 1; own <= 3; own++) {
            tablet.create(own, own);
        }
        var read = new ArrayList<>(records.ofDay(SITE, DAY));

        assertThat(isCorrected).isTrue();
        assertThat(read).extracting(entry -> entry.state().id()).containsExactlyInAnyOrder(id(1), id(2), id(3));
        isCorrected = false;
        var again = new ArrayList<RecordEntry>();
        records.ofDays(SITE, DAY - 1, DAY + 1, again::add);
        assertThat(again).extracting(entry -> entry.state().id()).containsExactlyInAnyOrder(id(1), id(2), id(3));
    }

    @Test
    void aRecordThatIsCorrectedAfterTheDayWasLookedUpIsAmongThem() {
        assertAllAreRead();
    }

    @Test
    void aRecordThatIsCorrectedWhileItIsReadIsAmongThem() {
        watched = Tables.RECORD_PAGES;
        assertAllAreRead();
    }
}
