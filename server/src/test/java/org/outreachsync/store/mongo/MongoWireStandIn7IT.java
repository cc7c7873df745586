package org.outreachsync.store.mongo;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.outreachsync.store.DocumentStoreContract;
import org.outreachsync.store.OrderedStore;
import org.outreachsync.store.Things;

/** The same promises on a server that cannot write to several collections in one command. */
class MongoWireStandIn7IT extends DocumentStoreContract {

    private final WireStandIn server = WireStandIn.ofVersion7();

    @Override
    protected OrderedStore open() {
        return new MongoStore(server.uri("outreach"), Things.TABLES, MongoLimits.DEFAULT);
    }

    @Override
    public int batches() {
        return 200;
    }

    @Override
    public List<String> sortedBeyondTheFirstPlane() {
        return MongoWireStandInIT.BY_UTF_16_UNITS;
    }

    @AfterEach
    void stopServer() {
        server.close();
    }
}
