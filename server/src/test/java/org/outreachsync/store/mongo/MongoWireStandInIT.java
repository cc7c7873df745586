package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStoreContract;
import org.outreachsync.store.OrderedStore;
import org.outreachsync.store.PageContract;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Things;

class MongoWireStandInIT extends DocumentStoreContract implements PageContract {

    /** The stand-in orders so, which MongoDB does not; the adapter has no say in it. */
    static final List<String> BY_UTF_16_UNITS =
            List.of("\uD83D\uDE00", "\uD83D\uDE00a", "\uDBFF\uDFFD", "\uE000", "\uFFFD");

    private final WireStandIn server = new WireStandIn();

    @Override
    protected OrderedStore open() {
        return new MongoStore(server.uri("outreach"), Things.TABLES, MongoLimits.DEFAULT);
    }

    @Override
    public List<Document> page(Table table, String after, int limit) {
        try (var another = open()) {
            return another.page(table, after, limit);
        }
    }

    /** Fewer, because each look for the last number costs the stand-in a look at all of them. */
    @Override
    public int batches() {
        return 320;
    }

    @Override
    public List<String> sortedBeyondTheFirstPlane() {
        return BY_UTF_16_UNITS;
    }

    @Test
    void aServerThatHoldsNoMomentIsRefusedClearly() {
        try (var earlier = WireStandIn.ofVersion4();
                var store = new MongoStore(earlier.uri("outreach"), Things.TABLES, MongoLimits.DEFAULT)) {
            assertThatThrownBy(store::snapshot)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("MongoDB 5.0 or newer; back it up by mongodump --oplog");
        }
    }

    @AfterEach
    void stopServer() {
        server.close();
    }
}
