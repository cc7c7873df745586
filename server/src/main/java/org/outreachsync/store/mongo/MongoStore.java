package org.outreachsync.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.outreachsync.store.Document;
import org.outreachsync.store.IndexProgress;
import org.outreachsync.store.OrderedStore;
import org.outreachsync.store.OutdatedStoreException;
import org.outreachsync.store.Range;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.TableRead;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;

/**
 * A store in a MongoDB replica set or sharded cluster, for any number of server processes.
 *
 * <p>Writes are acknowledged by a majority that has them in its journals, reads go to the primary and see only what a
 * majority has. A primary that was cut off may answer reads for some more seconds, without its successor's newer
 * writes, as far as the process has not seen any of them; it cannot confirm writes. So every write that depends on a
 * read is guarded by a unique index or a version, and a refusal that depends on one is confirmed.
 */
public final class MongoStore implements OrderedStore {

    /** The database if the URI names none. */
    public static final String DATABASE = "outreach";

    private final MongoCalls calls;
    private final MongoClient client;
    private final MongoDatabase database;
    private final WritesInOne inOne;
    private final List<String> hosts;
    private final Map<String, MongoCollection<BsonDocument>> collections = new HashMap<>();

    /**
     * Connects, and creates the server's tables with their indexes where they are empty.
     *
     * @param uri MongoDB's connection string; its options may not change the number of connections or the durability of
     *     writes
     * @throws StoreException if an option weakens durability, or if neither a replica set's primary nor a mongos
     *     answers
     * @throws StoreUnavailableException if no primary answers in time
     */
    public MongoStore(String uri) {
        this(uri, Tables.ALL, MongoLimits.DEFAULT);
    }

    /**
     * Connects, and creates these tables with their indexes where they are empty.
     *
     * @throws StoreUnavailableException if no primary answers in time
     * @throws OutdatedStoreException if a table with documents lacks an index
     * @throws StoreException if an index of the same name has another declaration, an option of the URI weakens writes
     *     or reads, or neither a replica set's primary nor a mongos answers
     */
    public MongoStore(String uri, List<Table> tables, MongoLimits limits) {
        this(uri, tables, limits, new MongoOpening(true, null));
    }

    private MongoStore(String uri, List<Table> tables, MongoLimits limits, MongoOpening opening) {
        this.calls = new MongoCalls(limits);
        var connection = connection(uri);
        this.hosts = List.copyOf(connection.getHosts());
        this.client = MongoConnection.open(connection, limits);
        this.inOne = new WritesInOne(client, this::collection, System::nanoTime);
        this.database = client.getDatabase(Objects.requireNonNullElse(connection.getDatabase(), DATABASE));
        try {
            tables.forEach(
                    table -> collections.put(table.name(), database.getCollection(table.name(), BsonDocument.class)));
            opening.prepare(
                    tables, collections, () -> database.listCollectionNames().into(new HashSet<>()));
        } catch (MongoException e) {
            client.close();
            throw MongoConnection.explained(connection, e);
        }
    }

    /** Like {@link #MongoStore(String, List, MongoLimits)}, but creates nothing in an empty database. */
    public static MongoStore existing(String uri, List<Table> tables, MongoLimits limits) {
        return new MongoStore(uri, tables, limits, new MongoOpening(false, null));
    }

    /**
     * Like {@link #MongoStore(String, List, MongoLimits)}, but builds indexes that an earlier version did not have,
     * with no limit of time.
     */
    public static MongoStore upgraded(String uri, List<Table> tables, MongoLimits limits, IndexProgress progress) {
        return new MongoStore(uri, tables, limits, new MongoOpening(false, progress));
    }

    /** The servers and the database, in words, without user name and password. */
    public String where() {
        return "the database " + database.getName() + " of MongoDB at " + String.join(", ", hosts);
    }

    @Override
    public void insert(Table table, Document document) {
        table.check(document);
        var collection = collection(table);
        calls.run(client, call -> {
            MarkedInsert.run(call, table, collection, document);
            return true;
        });
    }

    @Override
    public void write(List<TableWrite> writes) {
        writes.forEach(write -> write.documents().forEach(write.table()::check));
        var left = writes.stream().filter(write -> !write.documents().isEmpty()).toList();
        int done = left.size() > 1 && inOne.isPossible() ? calls.run(client, call -> inOne.run(call, left)) : 0;
        OrderedStore.super.write(left.subList(done, left.size()));
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        documents.forEach(table::check);
        var collection = collection(table);
        return documents.isEmpty()
                ? Set.of()
                : calls.run(
                        client,
                        call -> GuardedReplace.in(call, table, collection, WriteMark.fresh())
                                .run(documents));
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        var collection = collection(table);
        var found = new ArrayList<Document>();
        for (var page : ById.pages(ids.stream().distinct())) {
            found.addAll(calls.run(
                    client,
                    call -> ById.find(call, table, collection, page)
                            .map(bson -> BsonMapping.fromBson(table, bson))
                            .into(new ArrayList<>())));
        }
        return found;
    }

    @Override
    public Map<String, Long> versions(Table table, Collection<String> ids) {
        var collection = collection(table);
        var found = new HashMap<String, Long>();
        for (var page : ById.pages(ids.stream().distinct())) {
            calls.run(client, call -> ById.findVersions(call, table, collection, page))
                    .forEach(bson -> found.put(BsonMapping.id(bson), BsonMapping.version(bson)));
        }
        return found;
    }

    @Override
    public List<List<Document>> getAll(List<TableRead> reads) {
        return calls.isQuiet()
                ? SideBySide.of(reads, read -> get(read.table(), read.ids()))
                : OrderedStore.super.getAll(reads);
    }

    @Override
    public List<Document> range(Table table, Range range) {
        var index = table.check(range);
        var collection = collection(table);
        return calls.run(client, call -> {
            var found = new LinkedHashMap<String, Document>();
            // Another index than the range's own could miss a document that moves in that other one alone.
            for (var bson : call.on(collection)
                    .find(call.session(), BsonMapping.filter(table, range))
                    .sort(BsonMapping.order(index, range.descending()))
                    .hintString(index.name())
                    .limit(range.limit())
                    .batchSize(range.limit() + 1)) {
                var document = BsonMapping.fromBson(table, bson);
                // The scan may meet a document again that was moved ahead of it meanwhile.
                found.remove(document.id());
                found.put(document.id(), document);
            }
            return List.copyOf(found.values());
        });
    }

    @Override
    public long count(Table table, String index, List<Object> prefix) {
        var range = Range.last(index, prefix);
        table.check(index, prefix);
        var collection = collection(table);
        return calls.run(
                client,
                call -> call.on(collection)
                        .countDocuments(
                                call.session(),
                                BsonMapping.filter(table, range),
                                new CountOptions().hintString(index)));
    }

    @Override
    public void remove(Table table, Collection<Document> documents) {
        var collection = collection(table);
        for (var page : ById.pages(documents.stream())) {
            var deletes = page.stream()
                    .map(document -> new DeleteOneModel<BsonDocument>(ById.filterToRemove(table, document)))
                    .toList();
            calls.run(
                    client,
                    call -> call.on(collection)
                            .bulkWrite(call.session(), deletes, new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public void confirm(Table table, String id) {
        var collection = collection(table).withReadConcern(ReadConcern.LINEARIZABLE);
        calls.confirm(
                client,
                call -> call.on(collection)
                        .find(call.session(), ById.filter(table, id))
                        .projection(Projections.include(BsonMapping.ID))
                        .into(new ArrayList<>()));
    }

    @Override
    public void drop(String table) {
        if (collections.containsKey(table)) {
            throw new IllegalArgumentException("table " + table + " is in use");
        }
        calls.run(client, call -> {
            database.getCollection(table).drop();
            return true;
        });
    }

    @Override
    public Snapshot snapshot() {
        return calls.run(client, call -> new MongoSnapshot(client, database));
    }

    @Override
    public List<Document> page(Table table, String after, int limit) {
        var collection = collection(table);
        return calls.run(client, call -> InOrder.page(call, table, collection, after, limit));
    }

    /** The collections of the database that this program does not know. */
    public Set<String> foreignCollections() {
        return calls.run(client, call -> InOrder.others(database, collections.keySet()));
    }

    @Override
    public void ping() {
        calls.run(client, call -> database.runCommand(new BsonDocument("ping", new BsonInt32(1))));
    }

    @Override
    public void close() {
        if (calls.end()) {
            client.close();
        }
    }

    private static ConnectionString connection(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (MongoException failed) {
            // What mongodb+srv stands for is looked up at once.
            throw new StoreException(
                    "the name in MONGODB_URI cannot be looked up in DNS, or its entries are wrong", null);
        }
    }

    private MongoCollection<BsonDocument> collection(Table table) {
        var collection = collections.get(table.name());
        if (collection == null) {
            throw new IllegalArgumentException("the store was opened without table " + table.name());
        }
        return collection;
    }
}
