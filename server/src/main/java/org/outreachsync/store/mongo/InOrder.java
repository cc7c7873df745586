package org.outreachsync.store.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.outreachsync.store.Document;
import org.outreachsync.store.OrderedStore;
import org.outreachsync.store.Table;

/** Reads a database from one end to the other. */
final class InOrder {

    private InOrder() {}

    /** The next documents of a collection; see {@link OrderedStore#page}. */
    static List<Document> page(
            MongoCall call, Table table, MongoCollection<BsonDocument> collection, String after, int limit) {
        var page = new ArrayList<Document>();
        long bytes = 0;
        try (var found = call.on(collection)
                .find(call.session(), Filters.gt(BsonMapping.ID, after))
                .sort(Sorts.ascending(BsonMapping.ID))
                .limit(limit)
                .batchSize(limit + 1)
                .iterator()) {
            while (found.hasNext() && bytes < OrderedStore.PAGE_BYTES_MAX) {
                var document = BsonMapping.fromBson(table, found.next());
                bytes += document.body().length;
                page.add(document);
            }
        }
        return page;
    }

    /** The collections of a database that are neither these nor MongoDB's own. */
    static Set<String> others(MongoDatabase database, Collection<String> known) {
        var names = database.listCollectionNames().into(new TreeSet<>());
        names.removeAll(known);
        names.removeIf(name -> name.startsWith("system."));
        return names;
    }
}
