package org.outreachsync.sync;

import org.junit.jupiter.api.AfterEach;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;

/** The same through the driver, on a stand-in for a MongoDB server. */
class RepeatedCreationOnMongoWireIT extends RepeatedCreationTest {

    private final WireStandIn server = new WireStandIn();

    @Override
    Field field() {
        return new Field(new MongoStore(server.uri("outreach")));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }
}
