package org.outreachsync.store.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.outreachsync.store.Document;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Table;

/**
 * Replaces older documents. Each replacement is one upsert guarded by the version: it replaces an older document, or
 * finds none and inserts. The insert fails with a duplicate key if the id exists after all, for one of three reasons:
 * the existing document is not older, it was inserted between find and insert, or it is the one of this call, whose
 * answer was lost. At a second try, the second reason is gone, because the document exists by then. What is stored then
 * tells the others apart.
 */
final class GuardedReplace {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final Table table;
    private final WriteMark mark;
    private final Consumer<List<ReplaceOneModel<BsonDocument>>> bulk;
    private final Function<List<String>, List<BsonDocument>> stored;

    /**
     * A replacement in a table.
     *
     * @param mark for what it writes
     * @param bulk writes in any order; throws {@link MongoBulkWriteException} if some fail
     * @param stored reads documents by their ids, without their bodies
     */
    GuardedReplace(
            Table table,
            WriteMark mark,
            Consumer<List<ReplaceOneModel<BsonDocument>>> bulk,
            Function<List<String>, List<BsonDocument>> stored) {
        this.table = table;
        this.mark = mark;
        this.bulk = bulk;
        this.stored = stored;
    }

    /** A replacement in a collection, of which some may be written with this mark already. */
    static GuardedReplace in(MongoCall call, Table table, MongoCollection<BsonDocument> collection, WriteMark mark) {
        return new GuardedReplace(
                table,
                mark,
                upserts -> call.on(collection).bulkWrite(call.session(), upserts, UNORDERED),
                ids -> ById.find(call, table, collection, ids)
                        .projection(Projections.include(BsonMapping.VERSION, WriteMark.FIELD))
                        .into(new ArrayList<>()));
    }

    /** Returns the ids that were written. */
    Set<String> run(List<Document> documents) {
        var newest = newest(documents);
        var written = new LinkedHashSet<>(newest.keySet());
        var failed = attempt(newest.values());
        if (!failed.isEmpty()) {
            failed = attempt(failed);
        }
        if (!failed.isEmpty()) {
            failed.forEach(document -> written.remove(document.id()));
            written.addAll(ownAmong(failed));
        }
        return written;
    }

    /** Each id once, so that no two upserts of one call race each other. */
    private static Map<String, Document> newest(List<Document> documents) {
        var newest = new LinkedHashMap<String, Document>();
        for (var document : documents) {
            newest.merge(document.id(), document, (a, b) -> b.version() > a.version() ? b : a);
        }
        return newest;
    }

    /** Upserts all of them, and returns those that met a duplicate key. */
    private List<Document> attempt(Collection<Document> documents) {
        var order = List.copyOf(documents);
        try {
            bulk.accept(order.stream().map(this::upsert).toList());
            return List.of();
        } catch (MongoBulkWriteException e) {
            if (MongoErrors.isMoreThanDuplicates(e)) {
                throw e;
            }
            return e.getWriteErrors().stream()
                    .map(error -> order.get(error.getIndex()))
                    .toList();
        }
    }

    private ReplaceOneModel<BsonDocument> upsert(Document document) {
        return new ReplaceOneModel<>(older(table, document), BsonMapping.toBson(table, document, mark), UPSERT);
    }

    /** The filter for an older document with the same id. */
    static BsonDocument older(Table table, Document document) {
        return ById.filter(table, document.id())
                .append(BsonMapping.VERSION, new BsonDocument("$lt", new BsonInt64(document.version())));
    }

    /**
     * The ids of those that this call wrote although it was told of a duplicate. A duplicate of a document that is not
     * stored, or is older, is one of another index.
     */
    private List<String> ownAmong(List<Document> failed) {
        var found = new HashMap<String, BsonDocument>();
        stored.apply(failed.stream().map(Document::id).toList())
                .forEach(
                        document -> found.put(document.getString(BsonMapping.ID).getValue(), document));
        var own = new ArrayList<String>();
        for (var document : failed) {
            var held = found.get(document.id());
            if (held == null || held.getNumber(BsonMapping.VERSION).longValue() < document.version()) {
                throw new DuplicateKeyException(table.name(), null);
            }
            if (mark.isOn(held)) {
                own.add(document.id());
            }
        }
        return own;
    }
}
