package org.outreachsync.store.mongo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.SnapshotContract;
import org.outreachsync.store.Things;

/** Needs a MongoDB that holds a moment, which the compatible server of CI does not. */
@Tag("mongodb")
@Tag("mongodb-snapshot")
class MongoSnapshotIT implements SnapshotContract {

    private final FreshDatabase database = FreshDatabase.make();
    private final DocumentStore store = new MongoStore(database.uri(), Things.TABLES, MongoLimits.DEFAULT);

    @Override
    public DocumentStore store() {
        return store;
    }

    @AfterEach
    void dropDatabase() {
        store.close();
        database.drop();
    }
}
