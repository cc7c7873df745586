package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.model.RecordId;
import org.outreachsync.recount.Recount;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.store.mongo.BulkOfStandIn;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** Whether a sharded cluster would have to ask all its shards, or could not keep a rule: as MongoDB's manual has it. */
class ShardKeysOnMongoWireIT {

    private static final String DATABASE = "outreach";
    private static final Set<String> BY_SITE =
            Tables.ALL.stream().filter(Table::isBySite).map(Table::name).collect(Collectors.toSet());

    private final WireStandIn server = new WireStandIn();
    private final MongoStore store = new MongoStore(server.uri(DATABASE));
    private final Field field = new Field(store);

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void everyCommandAboutASiteNamesIt() {
        server.commands(DATABASE);
        work();

        var seen = new HashSet<String>();
        for (var request : server.requests(DATABASE)) {
            if (request.command().equals(BulkOfStandIn.COMMAND)) {
                new BulkOfStandIn(request.body())
                        .forEach((command, collection, target) -> check(command, collection, List.of(target), seen));
            } else {
                check(request.command(), request.collection(), targets(request), seen);
            }
        }
        assertThat(seen)
                .as("what was tried")
                .contains("insert log", "find log", "update record_heads", "find months", "update reviews")
                .contains("delete quarantine", "find cells", "aggregate reviews", "find record_days");
        assertThat(seen.stream().map(one -> one.substring(one.indexOf(' ') + 1)))
                .containsAll(BY_SITE);
    }

    private static void check(String command, String collection, List<Map<?, ?>> targets, Set<String> seen) {
        if (BY_SITE.contains(collection)) {
            seen.add(command + " " + collection);
            assertThat(targets)
                    .as("%s %s", command, collection)
                    .isNotEmpty()
                    .allMatch(target -> target.containsKey(Table.SCOPE));
        }
    }

    /** Shifts, a pull, a count and a recount. */
    private void work() {
        var sync = field.server();
        var one = Field.device(1);
        var other = Field.device(2);
        sync.sync(one, Requests.of(field.batch(one, 1, 1, field.exchange(1, "Ж1990АЙГУ", 5))));
        sync.sync(
                other,
                Requests.of(field.batch(
                        other, 1, 1, field.exchange(1, "Ж1990АЙГУ", 6), field.exchange(2, "Ж1990АЙГУ", -1))));
        var record = ByteString.copyFrom(RecordId.counted(2, 1, 1).toBytes());
        sync.sync(other, Requests.of(field.batch(other, 2, 3, field.correct(record, 2, 7))));
        sync.sync(one, Requests.of(field.request(one)));
        var catalogue = CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);
        var engine = field.engine();
        var cells = engine.cells(catalogue);
        cells.projector().catchUp(Field.SITE);
        cells.cube(_ -> {}).refresh(List.of(Field.SITE));
        assertThat(engine.reviews().countOpen(Field.SITE)).isPositive();
        assertThat(engine.reviews().open(Field.SITE, 0, 10)).isNotEmpty();
        var quarantined = engine.quarantine().open(Field.SITE, 0, 10);
        assertThat(quarantined).isNotEmpty();
        assertThat(cells.recount(MemoryStore::new, Recount.Patience.NONE)
                        .of(Field.SITE, true)
                        .isRight())
                .isTrue();
        engine.log().confirm(Field.SITE);
        store.remove(
                Tables.QUARANTINE,
                store.get(Tables.QUARANTINE, List.of(quarantined.getFirst().id())));
    }

    /** The filters of a command, and the documents that it inserts. */
    private static List<Map<?, ?>> targets(WireStandIn.Request request) {
        return switch (request.command()) {
            case "find" ->
                List.of((Map<?, ?>) Objects.requireNonNull(request.body().get("filter")));
            case "insert" -> parts(request, "documents").toList();
            case "update" -> filters(parts(request, "updates"));
            case "delete" -> filters(parts(request, "deletes"));
            case "aggregate" ->
                filters(parts(request, "pipeline")
                        .limit(1)
                        .map(stage -> Map.of("q", Objects.requireNonNull(stage.get("$match")))));
            default -> List.of();
        };
    }

    private static List<Map<?, ?>> filters(Stream<? extends Map<?, ?>> parts) {
        var filters = new ArrayList<Map<?, ?>>();
        parts.forEach(part -> filters.add((Map<?, ?>) Objects.requireNonNull(part.get("q"))));
        return filters;
    }

    private static Stream<Map<?, ?>> parts(WireStandIn.Request request, String name) {
        return ((List<?>) Objects.requireNonNull(request.body().get(name)))
                .stream().map(part -> (Map<?, ?>) part);
    }

    @Test
    void theIndexesAllowTheSiteAsShardKey() {
        try (var client = MongoClients.create(server.uri(DATABASE))) {
            for (var name : BY_SITE) {
                var indexes = client
                        .getDatabase(DATABASE)
                        .getCollection(name)
                        .listIndexes(BsonDocument.class)
                        .into(new ArrayList<>())
                        .stream()
                        .filter(index -> !index.getString("name").getValue().equals("_id_"))
                        .toList();
                assertThat(indexes)
                        .as(name)
                        .allSatisfy(index -> assertThat(index.getDocument("key").getFirstKey())
                                .isEqualTo(Table.SCOPE));
                assertThat(indexes)
                        .as("%s has a complete index", name)
                        .filteredOn(index -> !index.containsKey("partialFilterExpression"))
                        .extracting(index -> index.getDocument("key").keySet())
                        .containsExactly(Set.of(Table.SCOPE, "_id"));
            }
        }
    }
}
