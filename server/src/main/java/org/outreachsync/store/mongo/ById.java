package org.outreachsync.store.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.List;
import org.bson.BsonDocument;

/** Reads documents by their ids. */
final class ById {

    private ById() {}

    /**
     * The documents, in one answer unless they are larger than a message may be. One more is asked for than there can
     * be: MongoDB closes a cursor at once only if its first batch is not full, and the driver does not repeat a
     * {@code getMore} whose answer was lost.
     */
    static FindIterable<BsonDocument> find(MongoCall call, MongoCollection<BsonDocument> collection, List<String> ids) {
        int more = ids.size() + 1;
        return call.on(collection)
                .find(call.session(), Filters.in(BsonMapping.ID, ids))
                .limit(more)
                .batchSize(more);
    }
}
