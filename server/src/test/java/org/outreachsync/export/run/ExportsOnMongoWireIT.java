package org.outreachsync.export.run;

import org.junit.jupiter.api.AfterEach;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;

/** The same through the driver, on a stand-in for a MongoDB server. */
class ExportsOnMongoWireIT extends ExportsStoreContract {

    private final WireStandIn server = new WireStandIn();

    @Override
    DocumentStore open() {
        return new MongoStore(server.uri("outreach"));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }
}
