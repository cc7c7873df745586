package org.outreachsync.store.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.cursor.TimeoutMode;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.outreachsync.store.Document;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;

/**
 * A snapshot session: every read sees the moment of the first, which the cluster keeps for
 * {@code minSnapshotHistoryWindowInSeconds} (300 unless set). MongoDB 5.0 and newer, replica sets and sharded clusters.
 */
final class MongoSnapshot implements Snapshot {

    /** MongoDB's code SnapshotTooOld. */
    private static final int TOO_OLD = 239;

    private static final int BATCH = 500;

    private final ClientSession session;
    private final MongoDatabase database;

    MongoSnapshot(MongoClient client, MongoDatabase database) {
        this.session = client.startSession(
                ClientSessionOptions.builder().snapshot(true).build());
        this.database = database;
        try {
            // The moment is that of the first read.
            collection("log").find(session).limit(1).first();
        } catch (MongoClientException tooOld) {
            // The driver refuses by itself.
            session.close();
            throw new StoreException(
                    "this MongoDB cannot hold one moment, which needs MongoDB 5.0 or newer; back it up by mongodump --oplog",
                    tooOld);
        } catch (MongoException e) {
            session.close();
            throw translate(e);
        }
    }

    @Override
    public long estimate(Table table) {
        try {
            return collection(table.name()).estimatedDocumentCount();
        } catch (MongoException e) {
            throw translate(e);
        }
    }

    @Override
    public void forEach(Table table, Consumer<Document> visitor) {
        // The time limit is that of each batch. Reading the whole collection may take longer.
        var found = collection(table.name()).find(session).batchSize(BATCH).timeoutMode(TimeoutMode.ITERATION);
        try (var cursor = found.iterator()) {
            while (cursor.hasNext()) {
                visitor.accept(BsonMapping.fromBson(table, cursor.next()));
            }
        } catch (MongoException e) {
            throw translate(e);
        }
    }

    private MongoCollection<BsonDocument> collection(String table) {
        return database.getCollection(table, BsonDocument.class);
    }

    private static StoreException translate(MongoException failed) {
        return failed.getCode() == TOO_OLD
                ? new StoreUnavailableException(
                        "MongoDB does not keep one moment for as long as reading everything takes; raise minSnapshotHistoryWindowInSeconds on each member",
                        failed)
                : MongoErrors.translate(failed);
    }

    @Override
    public void close() {
        session.close();
    }
}
