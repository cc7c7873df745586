package org.outreachsync.store.mongo;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStoreContract;
import org.outreachsync.store.OrderedStore;
import org.outreachsync.store.PageContract;
import org.outreachsync.store.Table;
import org.outreachsync.store.Things;

/**
 * Runs on the server that the environment's MONGODB_URI names, each test in a database of its own that it drops. The
 * build picks the tag by it.
 */
@Tag("mongodb")
class MongoStoreIT extends DocumentStoreContract implements PageContract {

    private final FreshDatabase database = FreshDatabase.make();

    @Override
    protected OrderedStore open() {
        return new MongoStore(database.uri(), Things.TABLES, MongoLimits.DEFAULT);
    }

    @Override
    public List<Document> page(Table table, String after, int limit) {
        try (var another = open()) {
            return another.page(table, after, limit);
        }
    }

    /**
     * Few, because the compatible server of CI needs 20 ms for each; {@code -Dappend.batches=4000} for a real replica
     * set.
     */
    @Override
    public int batches() {
        return Integer.getInteger("append.batches", 400);
    }

    @AfterEach
    void dropDatabase() {
        database.drop();
    }
}
