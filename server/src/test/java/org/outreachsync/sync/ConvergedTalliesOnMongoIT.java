package org.outreachsync.sync;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.outreachsync.store.mongo.FreshDatabase;
import org.outreachsync.store.mongo.MongoStore;

/** The same on the server that MONGODB_URI names. */
@Tag("mongodb")
class ConvergedTalliesOnMongoIT extends ConvergedTalliesTest {

    @SuppressWarnings("NullAway.Init")
    private FreshDatabase database;

    @Override
    Field field() {
        database = FreshDatabase.make();
        return new Field(new MongoStore(database.uri()));
    }

    @AfterEach
    void drop() {
        field.store.close();
        database.drop();
    }
}
