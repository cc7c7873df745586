package org.outreachsync.store.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
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
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.outreachsync.store.Document;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Table;

/**
 * Replaces older documents. Each replacement is one upsert guarded by the version: it replaces an older document, or
 * finds none and inserts. The insert fails with a duplicate key if the id exists after all, for one of two reasons: the
 * existing document is not older, or it was inserted between find and insert. At a second try, the second reason is
 * gone, because the document exists by then. So an upsert that fails twice on the id has met a document that is not
 * older.
 */
final class GuardedReplace {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final Table table;
    private final MongoCollection<BsonDocument> collection;

    GuardedReplace(Table table, MongoCollection<BsonDocument> collection) {
        this.table = table;
        this.collection = collection;
    }

    /** Returns the ids that were written. */
    Set<String> run(List<Document> documents) {
        var newest = newest(documents);
        var written = new LinkedHashSet<>(newest.keySet());
        var failed = attempt(newest.values());
        if (!failed.isEmpty()) {
            failed = attempt(failed.keySet());
        }
        var doubtful = new ArrayList<Document>();
        failed.forEach((document, error) -> {
            written.remove(document.id());
            if (!MongoErrors.isDuplicateId(error)) {
                doubtful.add(document);
            }
        });
        refuseUnlessNotOlder(doubtful);
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
    private Map<Document, BulkWriteError> attempt(Collection<Document> documents) {
        var order = List.copyOf(documents);
        var failed = new LinkedHashMap<Document, BulkWriteError>();
        try {
            collection.bulkWrite(order.stream().map(this::upsert).toList(), UNORDERED);
        } catch (MongoBulkWriteException e) {
            if (MongoErrors.isMoreThanDuplicates(e)) {
                throw e;
            }
            e.getWriteErrors().forEach(error -> failed.put(order.get(error.getIndex()), error));
        }
        return failed;
    }

    private ReplaceOneModel<BsonDocument> upsert(Document document) {
        var older = new BsonDocument(BsonMapping.ID, new BsonString(document.id()))
                .append(BsonMapping.VERSION, new BsonDocument("$lt", new BsonInt64(document.version())));
        return new ReplaceOneModel<>(older, BsonMapping.toBson(table, document), UPSERT);
    }

    /**
     * A duplicate that is not known to be the id's is one of another index, unless the document exists and is not
     * older.
     */
    private void refuseUnlessNotOlder(List<Document> doubtful) {
        if (doubtful.isEmpty()) {
            return;
        }
        var stored = new HashMap<String, Long>();
        Bson ids =
                Filters.in(BsonMapping.ID, doubtful.stream().map(Document::id).toList());
        for (var found : collection.find(ids).projection(Projections.include(BsonMapping.VERSION))) {
            stored.put(
                    found.getString(BsonMapping.ID).getValue(),
                    found.getNumber(BsonMapping.VERSION).longValue());
        }
        for (var document : doubtful) {
            var version = stored.get(document.id());
            if (version == null || version < document.version()) {
                throw new DuplicateKeyException(table.name(), null);
            }
        }
    }
}
