package org.outreachsync.export.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.SafeTables.Count;
import org.outreachsync.export.ledger.Content.SnapshotRef;
import org.outreachsync.export.safety.CellKey;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.targets.Area;

class SnapshotsTest {

    private static final Period QUARTER = Period.parse("2026Q1");

    private final MemoryStore store = new MemoryStore();
    private final Random random = new Random(5);
    private final Snapshots snapshots =
            new Snapshots(store, Keyring.ephemeral().sealer(), new Secrets(random), CountingRig.CATALOGUE);

    private Count count(Told told) {
        var groups = new TreeMap<>(Map.of(Dimension.SEX, "FEMALE", Dimension.AGE, "AGE_20_24"));
        var area = Area.of("site:" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
        var key = new CellKey("sum(CONTACTS)", "wide", 3, area, "only some", QUARTER, groups);
        return new Count(key, random.nextLong(1L << 40), told, random.nextBoolean() ? "" : "a state");
    }

    @Test
    void keepEveryWayOfTelling() {
        var counts = List.of(
                count(new Told.Exact(7)),
                count(new Told.Rounded(125, new Range(123, 127))),
                count(new Told.Few(new Range(1, 7))),
                count(new Told.LeftOut(Range.NOT_ZERO)),
                count(new Told.LeftOut(Range.ANY)));
        assertThat(snapshots.counts(snapshots.keep(counts, List.of(), Instant.EPOCH)))
                .isEqualTo(counts);
    }

    @Test
    void aDraftThatIsMadeAgainOutlivesALateRemovalOfTheOneBefore() {
        var ref = snapshots.keep(List.of(count(new Told.Exact(7))), List.of(), Instant.EPOCH);
        var before = store.get(Tables.EXPORT_DRAFTS, List.of(ref.id()));
        var decided = snapshots.draft(ref.id()).orElseThrow();
        snapshots.settle(decided, true);
        assertThat(snapshots.draft(ref.id())).isEmpty();

        snapshots.doubt(ref, List.of(), Instant.EPOCH);
        store.remove(Tables.EXPORT_DRAFTS, before);
        assertThat(snapshots.draft(ref.id())).isPresent();
        snapshots.settle(decided, true);
        assertThat(snapshots.draft(ref.id())).isPresent();
    }

    /** A document of a store has a limit, which an export may exceed. */
    @Test
    void keepMoreThanFitsInOneDocument() {
        var counts = new ArrayList<Count>();
        for (int at = 0; at < 250_000; at++) {
            counts.add(count(new Told.Exact(at)));
        }
        var ref = snapshots.keep(counts, List.of(), Instant.EPOCH);
        assertThat(ref.parts()).isGreaterThan(1);
        assertThat(snapshots.counts(ref)).isEqualTo(counts);

        store.remove(Tables.EXPORT_SNAPSHOTS, store.get(Tables.EXPORT_SNAPSHOTS, List.of(ref.id() + "/1")));
        assertThatThrownBy(() -> snapshots.counts(ref)).isInstanceOf(StoreException.class);
        var other = new SnapshotRef(ref.id(), 1, ref.sha256());
        assertThatThrownBy(() -> snapshots.counts(other)).isInstanceOf(StoreException.class);
    }
}
