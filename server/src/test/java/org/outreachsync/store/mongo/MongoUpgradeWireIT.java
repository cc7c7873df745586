package org.outreachsync.store.mongo;

import org.junit.jupiter.api.AfterEach;

/** Over the wire protocol, without a MongoDB. */
class MongoUpgradeWireIT extends MongoUpgradeCase {

    private final WireStandIn server = new WireStandIn();

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    String uri() {
        return server.uri("outreach");
    }
}
