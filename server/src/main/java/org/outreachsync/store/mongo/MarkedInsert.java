package org.outreachsync.store.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import java.util.List;
import org.bson.BsonDocument;
import org.outreachsync.store.Document;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Table;

/** Inserts a document, which finds itself if the answer to it was lost and it is done again. */
final class MarkedInsert {

    private MarkedInsert() {}

    /**
     * Inserts.
     *
     * @throws DuplicateKeyException if the id or a unique key exists already
     */
    static void run(MongoCall call, Table table, MongoCollection<BsonDocument> collection, Document document) {
        var mark = WriteMark.fresh();
        try {
            // As a bulk, because its failure also tells whether the majority confirmed what the key collided with.
            var _ = call.on(collection)
                    .bulkWrite(
                            call.session(), List.of(new InsertOneModel<>(BsonMapping.toBson(table, document, mark))));
        } catch (MongoBulkWriteException e) {
            if (MongoErrors.isMoreThanDuplicates(e)) {
                throw e;
            }
            check(call, table, collection, document, mark);
        }
    }

    /**
     * Checks what an insert has met.
     *
     * @throws DuplicateKeyException if it is not its own document
     */
    static void check(
            MongoCall call, Table table, MongoCollection<BsonDocument> collection, Document document, WriteMark mark) {
        var held = ById.find(call, table, collection, List.of(document.id()))
                .projection(Projections.include(WriteMark.FIELD))
                .first();
        if (held == null || !mark.isOn(held)) {
            // Without the cause, whose text holds the key.
            throw new DuplicateKeyException(table.name(), null);
        }
    }
}
