package org.outreachsync.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.ChangesContract;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DocumentStoreContract;
import org.outreachsync.store.SnapshotContract;
import org.outreachsync.store.Things;

class MemoryStoreTest extends DocumentStoreContract implements SnapshotContract, ChangesContract {

    private final MemoryStore first = new MemoryStore(Things.TABLES);

    @Override
    protected DocumentStore open() {
        return first.share();
    }

    @Test
    void nobodyReachesTheBytesOfAnother() {
        var body = new byte[] {1};
        store().insert(Things.TABLE, new Document("a", 1, Things.fields(), body));
        body[0] = 2;
        store().get(Things.TABLE, List.of("a")).getFirst().body()[0] = 3;

        assertThat(store().get(Things.TABLE, List.of("a")).getFirst().body()).containsExactly(1);
    }

    @Test
    void documentsOutliveTheProcessThatWroteThem() {
        store().insert(Things.TABLE, new Document("a", 1, Things.fields(), new byte[0]));
        store().close();

        assertThat(openAnother().get(Things.TABLE, List.of("a"))).hasSize(1);
    }
}
