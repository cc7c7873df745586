package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Device.State;
import org.outreachsync.indicator.question.Places;

class SyncedTabletsTest {

    private static final Instant OVER = Instant.parse("2026-10-31T18:00:00Z");

    private final List<Device> devices = new ArrayList<>();
    private final SyncedTablets tablets = new SyncedTablets(
            () -> devices,
            () -> Set.of("OSH-1", "BISHKEK-1"),
            site -> List.of(new Places.Place(
                    LocalDate.of(2020, 1, 1), null, "KG", site.startsWith("OSH") ? "KG-O" : "KG-C", "PUBLIC")));

    private static DataSet set(String coverage) {
        var document = ExportsRig.BY_HAND.replace("areas: [site]", "areas: [site]\n    " + coverage);
        return ExportsRig.read(document, 1).dataSets().getFirst();
    }

    private void device(State state, String site, Instant seen) {
        devices.add(new Device(
                "d" + devices.size(), 1, 1, state, Set.of(site), Set.of(), 0, List.of(), "", "", Instant.EPOCH, seen));
    }

    private boolean haveSynced(String coverage) {
        return tablets.haveSynced(set(coverage), OVER);
    }

    @Test
    void oneLateTabletOfTheDataSetIsWaitedFor() {
        device(State.ACTIVE, "BISHKEK-1", OVER);
        device(State.ACTIVE, "OSH-1", OVER.minusSeconds(1));
        assertThat(haveSynced("country: KG")).isFalse();
        assertThat(haveSynced("sites: [OSH-1]")).isFalse();
        assertThat(haveSynced("region: KG-O")).isFalse();
        assertThat(haveSynced("sites: [BISHKEK-1]")).isTrue();
        assertThat(haveSynced("region: KG-C")).isTrue();
    }

    @Test
    void oneThatNeverSyncedIsWaitedFor() {
        device(State.ACTIVE, "OSH-1", Instant.EPOCH);
        assertThat(haveSynced("country: KG")).isFalse();
    }

    @Test
    void tabletsThatCannotSyncAreNot() {
        for (var state : List.of(State.SUSPENDED, State.REVOKED, State.WIPE_PENDING, State.WIPED)) {
            device(state, "OSH-1", Instant.EPOCH);
        }
        assertThat(haveSynced("country: KG")).isTrue();
    }
}
