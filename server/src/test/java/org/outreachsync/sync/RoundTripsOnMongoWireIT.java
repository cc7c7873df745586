package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.TableRead;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * How often a sync asks MongoDB, and how often it waits for an answer before it can ask on. Each wait costs the tablet
 * a trip between two machines.
 */
class RoundTripsOnMongoWireIT {

    private static final String DATABASE = "outreach";
    private static final int OPS = 90;

    private final Device tablet = Field.device(1);
    private int batchNo;
    private int ops;
    private int beside;

    /** What a sync of a batch costs. */
    private record Cost(List<String> commands, int trips) {}

    /** Counts the reads that go beside another. */
    private final class Counting extends ForwardingStore {

        Counting(DocumentStore store) {
            super(store);
        }

        @Override
        public List<List<Document>> getAll(List<TableRead> reads) {
            beside += Math.max(
                    0,
                    (int) reads.stream().filter(read -> !read.ids().isEmpty()).count() - 1);
            return getAsOne(reads);
        }

        @Override
        public void write(List<TableWrite> writes) {
            writeAsOne(writes);
        }
    }

    /** A server over MongoDB, and the tablet. */
    private final class Running implements AutoCloseable {

        private final WireStandIn server;
        private final MongoStore store;
        private final Field field;
        private final SyncService sync;
        private SyncResponse answer = SyncResponse.getDefaultInstance();

        Running(WireStandIn server) {
            this.server = server;
            this.store = new MongoStore(server.uri(DATABASE));
            this.field = new Field(new Counting(store));
            field.newCodesPerDay = 2 * OPS;
            this.sync = field.server();
        }

        /** Sends exchanges of these clients, which happened so many days ago. */
        Cost send(int firstClient, int count, int daysAgo) {
            var sent = new ArrayList<Op>();
            for (int i = 0; i < count; i++) {
                sent.add(field.exchange(ops + 1 + i, code(firstClient + i), 5));
            }
            var envelope = Field.envelope().toBuilder().setOccurredOn(Field.DAY - daysAgo);
            var batch = field.batch(tablet, ++batchNo, ops + 1, sent.toArray(Op[]::new))
                    .setDefaults(envelope)
                    .setCursor(answer.getCursor());
            ops += count;
            server.commands(DATABASE);
            beside = 0;
            answer = sync.sync(tablet, Requests.of(batch)).response();
            assertThat(answer.getAck().getResultsList())
                    .noneMatch(result -> result.getStatus() == Status.STATUS_QUARANTINED);
            var commands = server.commands(DATABASE);
            return new Cost(commands, commands.size() - beside);
        }

        @Override
        public void close() {
            store.close();
            server.close();
        }
    }

    /** One of a hundred codes. */
    private static String code(int client) {
        return "%s19%dАЙГУ".formatted(client < 50 ? "Ж" : "М", 50 + client % 50);
    }

    @Test
    void aBatchOfKnownClientsWaitsTwice() {
        try (var running = new Running(new WireStandIn())) {
            running.send(0, OPS, 1);
            running.send(OPS, 1, 0);

            var cost = running.send(0, OPS, 0);

            assertThat(cost.commands())
                    .containsExactlyInAnyOrder(
                            "find new_codes",
                            "find record_heads",
                            "bulkWrite log,record_pages,record_days,record_heads,watermarks");
            assertThat(cost.trips()).isEqualTo(2);
        }
    }

    @Test
    void aBatchOfPossibleDuplicatesWaitsThreeTimes() {
        try (var running = new Running(new WireStandIn())) {
            running.send(0, OPS, 0);

            var cost = running.send(0, OPS, 0);

            assertThat(cost.commands()).contains("find reviews").hasSize(4);
            assertThat(cost.trips()).isEqualTo(3);
        }
    }

    @Test
    void onAServerThatTakesEachTableByItselfItWaitsForEach() {
        try (var running = new Running(WireStandIn.ofVersion7())) {
            running.send(0, OPS, 1);
            running.send(OPS, 1, 0);

            var cost = running.send(0, OPS, 0);

            assertThat(cost.trips()).isEqualTo(6);
        }
    }
}
