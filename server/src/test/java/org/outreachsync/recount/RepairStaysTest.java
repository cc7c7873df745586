package org.outreachsync.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;

/** What a recount corrected stays right, although a server that runs beside it has the wrong figures in memory. */
class RepairStaysTest {

    private final Rig rig = new Rig(new WatchedStore(new MemoryStore(), this::read), Keyring.ephemeral());
    private Runnable whenDaysAreRead = () -> {};

    private void read(Table table, Object asked) {
        if (table.equals(Tables.RECORD_DAYS)) {
            whenDaysAreRead.run();
        }
    }

    private CountingRig server(String site) {
        return new CountingRig(rig, List.of(site), code -> List.of(), Entered.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void afterAServerCountedWhileItWasMade(long seed) {
        var programme = Programme.of(seed);
        var site = programme.sites().getFirst();
        var sends = programme.sends().stream()
                .filter(send -> send.request().getScope().equals(site))
                .toList();
        int last = sends.size() - 1;
        sends.subList(0, last - 1).forEach(send -> rig.send(send, "earlier"));
        var earlier = server(site);
        earlier.catchUp();
        var damage = new Damage(rig.store(), rig.keys().sealer());
        long asOf = earlier.watermarks.of(CountingRig.CATALOGUE.fingerprint(), site);
        earlier.cells.allDays(site).keySet().forEach(day -> damage.day(site, day, asOf, Cell.EMPTY));
        var server = server(site);
        rig.send(sends.get(last - 1), "before the recount");
        server.catchUp();
        long tail = rig.log().tail(site);
        whenDaysAreRead = () -> {
            if (server.recordWatermarks.of(site) > tail) {
                whenDaysAreRead = () -> {};
                server.catchUp();
            }
        };
        var recount = rig.engine().cells(CountingRig.CATALOGUE).recount(MemoryStore::new, Recount.Patience.NONE);

        recount.of(site, true);

        whenDaysAreRead = () -> {};
        rig.send(sends.get(last), "after the recount");
        server.catchUp();
        assertThat(recount.of(site, false).isRight()).isTrue();
    }
}
