package org.outreachsync.export.run;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.mongo.FreshDatabase;
import org.outreachsync.store.mongo.MongoStore;

/** The same on the server that MONGODB_URI names. */
@Tag("mongodb")
class ExportsOnMongoIT extends ExportsStoreContract {

    @SuppressWarnings("NullAway.Init")
    private FreshDatabase database;

    @Override
    DocumentStore open() {
        database = FreshDatabase.make();
        return new MongoStore(database.uri());
    }

    @AfterEach
    void drop() {
        database.drop();
    }
}
