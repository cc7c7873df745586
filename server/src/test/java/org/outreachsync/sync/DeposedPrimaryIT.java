package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Tables;
import org.outreachsync.store.mongo.MongoLimits;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * A primary was deposed, does not know it yet, and answers reads without what its successor took. A tablet that is told
 * by it that the server lacks something would send or fetch everything again, or give its acts new numbers.
 */
class DeposedPrimaryIT {

    private static final String DATABASE = "outreach";
    private static final MongoLimits QUICK = new MongoLimits(8, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final WireStandIn mongo = new WireStandIn();
    private final Keyring keys = Keyring.ephemeral();
    private final MongoStore first = open();
    private final MongoStore second = open();
    private final Field field = new Field(first, keys);
    private final SyncService server = field.server();

    private MongoStore open() {
        return new MongoStore(mongo.uri(DATABASE), Tables.ALL, QUICK);
    }

    /** Another server that has read nothing since. */
    private SyncService other() {
        return new Field(second, keys).server();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        mongo.close();
    }

    @Test
    void itsShorterLogIsNoReasonToRefuseABatch() {
        upload(server, 1, 1, ByteString.EMPTY);
        var before = mongo.member(DATABASE, "log");
        upload(server, 1, 2, ByteString.EMPTY);
        mongo.faults().depose(before);

        var other = other();
        assertThatThrownBy(() -> upload(other, 1, 3, ByteString.EMPTY)).isInstanceOf(StoreUnavailableException.class);

        mongo.faults().restore();
        assertThat(upload(other, 1, 3, ByteString.EMPTY).getAck().getSeq()).isEqualTo(3);
    }

    @Test
    void itsShorterLogIsNoReasonToRefuseACursor() {
        upload(server, 1, 1, ByteString.EMPTY);
        var before = mongo.member(DATABASE, "log", "record_pages", "watermarks");
        var cursor = upload(server, 1, 2, ByteString.EMPTY).getCursor();
        mongo.faults().depose(before);

        var other = other();
        assertThatThrownBy(() -> ask(other, cursor)).isInstanceOf(StoreUnavailableException.class);

        mongo.faults().restore();
        assertThat(ask(other, cursor).getChangesList()).isEmpty();
    }

    /** On a sharded cluster, the log may be on one shard, and the records on another. */
    @Test
    void aShardThatLacksRecordsOfTheLogIsNotPassedOver() {
        upload(server, 1, 1, ByteString.EMPTY);
        var before = mongo.member(DATABASE, "record_pages");
        upload(server, 1, 2, ByteString.EMPTY);
        mongo.faults().depose(before);

        var other = other();
        assertThatThrownBy(() -> ask(other, ByteString.EMPTY)).isInstanceOf(StoreUnavailableException.class);

        mongo.faults().restore();
        assertThat(ask(other, ByteString.EMPTY).getChangesList()).hasSize(2);
    }

    private SyncResponse upload(SyncService to, long device, int batchNo, ByteString cursor) {
        var tablet = Field.device(device);
        Op op = field.exchange(batchNo, "Ж1980АЙГУ", 5);
        return to.sync(
                        tablet,
                        Requests.of(field.batch(tablet, batchNo, batchNo, op).setCursor(cursor)))
                .response();
    }

    private SyncResponse ask(SyncService from, ByteString cursor) {
        var tablet = Field.device(2);
        return from.sync(tablet, Requests.of(field.request(tablet).setCursor(cursor)))
                .response();
    }
}
