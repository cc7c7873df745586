package org.outreachsync.store.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.outreachsync.store.Index;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;

/** The indexes of one collection. */
final class MongoIndexes {

    private static final Duration NO_LIMIT = Duration.ZERO;

    private static final String COMPLETE = "_by_site";

    private final Table table;
    private final MongoCollection<BsonDocument> collection;

    MongoIndexes(Table table, MongoCollection<BsonDocument> collection) {
        this.table = table;
        this.collection = collection;
    }

    /**
     * The indexes that the collection shall have. One by site is complete, so that it supports a shard key; the
     * declared ones lack documents, and MongoDB accepts none of them for that.
     */
    private List<Index> wanted() {
        var wanted = new ArrayList<>(table.indexes());
        if (table.isBySite()) {
            wanted.add(new Index(table.name() + COMPLETE, false, List.of(Table.SCOPE)));
        }
        return wanted;
    }

    /**
     * The indexes that are not there.
     *
     * @throws StoreException if one of the same name has other fields, or is unique and should not be, or the reverse
     */
    List<Index> missing() {
        var held = new HashMap<String, BsonDocument>();
        collection
                .listIndexes(BsonDocument.class)
                .forEach(index ->
                        held.put(index.getString("name", new BsonString("")).getValue(), index));
        var missing = new ArrayList<Index>();
        for (var index : wanted()) {
            var found = held.get(index.name());
            if (found == null) {
                missing.add(index);
            } else if (!isSame(index, found)) {
                throw new StoreException(
                        "index " + index.name() + " was declared differently when the table " + table.name()
                                + " was created",
                        null);
            }
        }
        return missing;
    }

    private boolean isSame(Index index, BsonDocument held) {
        var fields = List.copyOf(BsonMapping.order(index, false).keySet());
        return List.copyOf(held.getDocument("key").keySet()).equals(fields)
                && held.getBoolean("unique", BsonBoolean.FALSE).getValue() == index.unique();
    }

    /** Whether the collection has no documents, or is not there. */
    boolean isOfEmptyTable() {
        return collection.find().limit(1).first() == null;
    }

    /** How many documents the collection has, about. */
    long size() {
        return collection.estimatedDocumentCount();
    }

    /** Creates indexes of an empty table, within the time of any call. */
    void create(List<Index> indexes) {
        create(collection, indexes);
    }

    /** Builds an index, however long that takes. The collection can be read and written meanwhile. */
    void build(Index index) {
        create(collection.withTimeout(NO_LIMIT.toMillis(), TimeUnit.MILLISECONDS), List.of(index));
    }

    private void create(MongoCollection<BsonDocument> in, List<Index> indexes) {
        if (!indexes.isEmpty()) {
            in.createIndexes(indexes.stream().map(this::model).toList());
        }
    }

    private IndexModel model(Index index) {
        var options = new IndexOptions().name(index.name()).unique(index.unique());
        if (table.indexes().contains(index)) {
            options.partialFilterExpression(BsonMapping.present(index.fields()));
        }
        return new IndexModel(BsonMapping.order(index, false), options);
    }
}
