package org.outreachsync.indicator.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.assembly.CellEngine;
import org.outreachsync.assembly.Engine;
import org.outreachsync.identity.Device;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.sync.Enrolled;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.Requests;
import org.outreachsync.sync.SyncService;
import org.outreachsync.sync.TestTerms;
import org.outreachsync.wire.v1.ClientExit;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/** A death arrives while the sites of an answer are judged one after the other. */
class QualityOfOneStateTest {

    private static final String FIRST = Field.SITE;
    private static final String LAST = "OSH-9";
    private static final List<String> SITES = List.of(FIRST, LAST);
    private static final String CODE = "Ж1990АЙГУ";
    private static final int DIED = 1;

    private final Field field = new Field(new WatchedStore(new MemoryStore(), this::read));
    private final Engine engine = field.engine();
    private final SyncService server = engine.sync(TestTerms.of(TestTerms.programme()), site -> {});
    private final CellEngine cells = engine.cells(CountingRig.CATALOGUE);
    private final Cube cube = cells.cube(site -> {});
    private final QualityService quality = cells.quality(cube, site -> List.of());
    private Runnable beforeTheLastSite = () -> {};

    private void read(Table table, Object asked) {
        if (table.equals(Tables.REVIEWS) && asked.toString().contains(LAST)) {
            beforeTheLastSite.run();
        }
    }

    private void handIn(long no, String site, Op op) {
        Device tablet = Enrolled.device("device-" + no, no, 1, Set.copyOf(SITES));
        server.sync(tablet, Requests.of(field.batch(tablet, 1, 1, op).setScope(site)));
        SITES.forEach(cells.projector()::catchUp);
        cube.refresh(SITES);
    }

    private List<Integer> metAfterDeath() {
        return quality.answer(SITES, Period.ofYear(2026)).sites().stream()
                .map(site -> site.clients().metAfterDeath())
                .toList();
    }

    @Test
    void allSitesAreJudgedByTheSameDeaths() {
        handIn(1, FIRST, field.exchange(1, CODE, 1));
        handIn(2, LAST, field.exchange(1, CODE, 1));
        var died = field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(1)
                .setEnvelope(Envelope.newBuilder().setOccurredOn(Field.DAY - 2))
                .setClientExit(ClientExit.newBuilder().setUic(CODE).setReason(DIED))
                .build();
        beforeTheLastSite = () -> {
            beforeTheLastSite = () -> {};
            handIn(3, LAST, died);
        };

        assertThat(metAfterDeath()).as("under way").containsExactly(0, 0);
        assertThat(metAfterDeath()).as("afterwards").containsExactly(1, 1);
    }
}
