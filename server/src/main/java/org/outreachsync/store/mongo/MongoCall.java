package org.outreachsync.store.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCluster;
import com.mongodb.client.MongoCollection;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.outreachsync.store.StoreUnavailableException;

/**
 * One call of the store, which may send several commands.
 *
 * @param session in which all of them are sent
 * @param endNanos when the last of them ends, of {@link System#nanoTime}
 */
record MongoCall(ClientSession session, long endNanos) {

    /**
     * A collection whose next command has the time that is left.
     *
     * @throws StoreUnavailableException if none is
     */
    MongoCollection<BsonDocument> on(MongoCollection<BsonDocument> collection) {
        return collection.withTimeout(leftMs(), TimeUnit.MILLISECONDS);
    }

    /**
     * All databases, where the next command has the time that is left.
     *
     * @throws StoreUnavailableException if none is
     */
    MongoCluster on(MongoClient client) {
        return client.withTimeout(leftMs(), TimeUnit.MILLISECONDS);
    }

    private long leftMs() {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        // For the driver, 0 means no limit.
        if (leftMs < 1) {
            throw new StoreUnavailableException("the time of the request is over", null);
        }
        return leftMs;
    }
}
