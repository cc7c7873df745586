package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;
import org.outreachsync.wire.v1.Op;

/** How often a sync asks MongoDB, one question after the other. Each costs the tablet a trip between two machines. */
class RoundTripsOnMongoWireIT {

    private static final String DATABASE = "outreach";
    private static final int OPS = 100;
    private static final int COMMANDS_MAX = 7;

    private final WireStandIn server = new WireStandIn();
    private final MongoStore store = new MongoStore(server.uri(DATABASE));
    private final Field field = new Field(store);
    private final SyncService sync = field.server();

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void aBatchOfKnownClientsCostsFewOfThem() {
        var tablet = Field.device(1);
        var first = sync.sync(tablet, Requests.of(field.batch(tablet, 1, 1, exchanges(1))));
        server.commands(DATABASE);

        var second = field.batch(tablet, 2, OPS + 1, exchanges(OPS + 1))
                .setCursor(first.response().getCursor());
        sync.sync(tablet, Requests.of(second));

        var commands = server.commands(DATABASE);
        assertThat(commands).hasSizeLessThanOrEqualTo(COMMANDS_MAX);
    }

    private Op[] exchanges(int first) {
        var ops = new ArrayList<Op>();
        for (int i = 0; i < OPS; i++) {
            ops.add(field.exchange(first + i, "Ж19%02dАЙГУ".formatted(i % 99), 5));
        }
        return ops.toArray(Op[]::new);
    }
}
