package org.outreachsync.store.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.outreachsync.store.Document;
import org.outreachsync.store.Table;

/**
 * Finds documents by their ids. Every filter names the sites that they belong to, so that on a sharded cluster only the
 * shards of these sites are asked.
 */
final class ById {

    private static final int IDS_PER_QUERY = 1_000;

    private ById() {}

    /** As many at once as one command may name. */
    static <T> List<List<T>> pages(Stream<T> all) {
        return all.gather(Gatherers.windowFixed(IDS_PER_QUERY)).toList();
    }

    /** The filter for one document. */
    static BsonDocument filter(Table table, String id) {
        var filter = new BsonDocument(BsonMapping.ID, new BsonString(id));
        return table.isBySite() ? filter.append(Table.SCOPE, new BsonString(table.scopeOf(id))) : filter;
    }

    /** The document to remove, in this version; earlier versions of the program wrote some without their site. */
    static BsonDocument filterToRemove(Table table, Document document) {
        var id = document.id();
        var filter = filter(table, id).append(BsonMapping.VERSION, new BsonInt64(document.version()));
        return table.isBySite()
                ? filter.append(
                        Table.SCOPE,
                        new BsonDocument(
                                "$in", new BsonArray(List.of(new BsonString(table.scopeOf(id)), BsonNull.VALUE))))
                : filter;
    }

    private static BsonDocument filter(Table table, List<String> ids) {
        var filter = new BsonDocument(BsonMapping.ID, among(ids.stream()));
        return table.isBySite()
                ? filter.append(
                        Table.SCOPE, among(ids.stream().map(table::scopeOf).distinct()))
                : filter;
    }

    private static BsonDocument among(Stream<String> values) {
        return new BsonDocument("$in", new BsonArray(values.map(BsonString::new).toList()));
    }

    /**
     * The documents, in one answer unless they are larger than a message may be. One more is asked for than there can
     * be: MongoDB closes a cursor at once only if its first batch is not full, and the driver does not repeat a
     * {@code getMore} whose answer was lost.
     */
    static FindIterable<BsonDocument> find(
            MongoCall call, Table table, MongoCollection<BsonDocument> collection, List<String> ids) {
        int more = ids.size() + 1;
        return call.on(collection)
                .find(call.session(), filter(table, ids))
                .limit(more)
                .batchSize(more);
    }

    /** The documents reduced to their ids and versions. */
    static List<BsonDocument> findVersions(
            MongoCall call, Table table, MongoCollection<BsonDocument> collection, List<String> ids) {
        return find(call, table, collection, ids)
                .projection(Projections.include(BsonMapping.ID, BsonMapping.VERSION))
                .into(new ArrayList<>());
    }
}
