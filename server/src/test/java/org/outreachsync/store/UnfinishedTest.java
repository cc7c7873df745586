package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.memory.MemoryStore;

/** A removal of a mark that arrives late, because it was sent over a slow connection, leaves a newer mark. */
class UnfinishedTest {

    private final MemoryStore store = new MemoryStore();
    private final Random random = new Random(3);

    private List<Document> mark() {
        return store.get(Tables.HOUSEKEEPING, List.of(Unfinished.ID));
    }

    @Test
    void aLateEndLeavesTheMarkOfLaterWork() {
        Unfinished.begin(store, "the first", random);
        var first = mark();
        Unfinished.end(store);
        Unfinished.begin(store, "the second", random);
        store.remove(Tables.HOUSEKEEPING, first);
        assertThat(Unfinished.of(store)).isEqualTo("the second");
    }

    @Test
    void aLateEndLeavesAMarkThatWasTakenOver() {
        Unfinished.begin(store, "a replay", random);
        Unfinished.takeOver(store, "a replay", "an upgrade");
        var upgrade = mark();
        Unfinished.end(store);
        assertThat(Unfinished.of(store)).isEmpty();

        Unfinished.begin(store, "a replay", random);
        var replay = mark();
        Unfinished.takeOver(store, "a replay", "an upgrade");
        assertThat(Unfinished.of(store)).isEqualTo("an upgrade");
        store.remove(Tables.HOUSEKEEPING, replay);
        store.remove(Tables.HOUSEKEEPING, upgrade);
        assertThat(Unfinished.of(store)).isEqualTo("an upgrade");
    }
}
