package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.Document;
import org.outreachsync.store.IndexProgress;
import org.outreachsync.store.Range;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/** An upgrade removes what earlier versions stored in another way, and makes what they did not have. */
class EarlierDatabaseIT {

    private static final String HEAD = "OSH-1/0000000100010000000000000001";
    private static final Table FORMER_HEADS = new Table("record_heads", List.of(), List.of());
    private static final IndexProgress QUIET = new IndexProgress() {
        @Override
        public void begins(String index, String table, long documents) {}

        @Override
        public void built(String index, Duration took) {}
    };

    private final WireStandIn server = new WireStandIn();
    private final String uri = server.uri("outreach");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDocumentThatWasWrittenWithoutItsSiteIsRemoved() {
        try (var earlier = new MongoStore(uri, List.of(FORMER_HEADS), MongoLimits.DEFAULT)) {
            earlier.insert(FORMER_HEADS, new Document(HEAD, 1, Map.of(), new byte[] {1}));
        }
        try (var now = MongoStore.upgraded(uri, Tables.ALL, MongoLimits.DEFAULT, QUIET)) {
            now.remove(Tables.RECORD_HEADS, now.page(Tables.RECORD_HEADS, "", 10));
            assertThat(now.page(Tables.RECORD_HEADS, "", 10)).isEmpty();
        }
    }

    @Test
    void aTableThatEarlierVersionsDidNotHaveIsMadeWithItsIndexes() {
        try (var earlier = new MongoStore(uri, List.of(FORMER_HEADS), MongoLimits.DEFAULT)) {
            earlier.insert(FORMER_HEADS, new Document(HEAD, 1, Map.of(), new byte[] {1}));
        }
        Map<String, Object> fields = Map.of("programme", "programme", "no", 1L);
        try (var now = MongoStore.upgraded(uri, Tables.ALL, MongoLimits.DEFAULT, QUIET)) {
            now.insert(Tables.PERSON_NUMBERS, new Document("name", 1, fields, new byte[] {1}));
        }
        try (var served = MongoStore.existing(uri, Tables.ALL, MongoLimits.DEFAULT)) {
            var persons = Range.ascending("person_numbers_no", List.of("programme"), 1L, 1L, 10);
            assertThat(served.range(Tables.PERSON_NUMBERS, persons)).hasSize(1);
        }
    }
}
