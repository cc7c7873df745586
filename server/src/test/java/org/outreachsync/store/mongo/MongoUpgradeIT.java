package org.outreachsync.store.mongo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** On the server that the environment's MONGODB_URI names. */
@Tag("mongodb")
class MongoUpgradeIT extends MongoUpgradeCase {

    private final FreshDatabase database = FreshDatabase.make();

    @AfterEach
    void dropDatabase() {
        database.drop();
    }

    @Override
    String uri() {
        return database.uri();
    }
}
