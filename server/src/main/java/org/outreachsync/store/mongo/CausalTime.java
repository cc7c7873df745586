package org.outreachsync.store.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * How far the cluster was when it last answered this process. Every read asks for at least that, so that it sees
 * whatever the process has read or written before, on any shard: a primary that was deposed and does not know it cannot
 * answer, and the caller gets no answer instead of an old one. A number that this process remembers of the store is
 * therefore never ahead of what it reads.
 *
 * <p>Source: MongoDB's manual, "Causal Consistency and Read and Write Concerns".
 */
final class CausalTime {

    private static final ClientSessionOptions CAUSAL =
            ClientSessionOptions.builder().causallyConsistent(true).build();
    /** Linearizable reads do not accept a time. */
    private static final ClientSessionOptions FREE =
            ClientSessionOptions.builder().causallyConsistent(false).build();

    private final AtomicReference<@Nullable BsonTimestamp> operation = new AtomicReference<>();
    private final AtomicReference<@Nullable BsonDocument> cluster = new AtomicReference<>();

    /** A session whose reads see everything up to here. */
    ClientSession begin(MongoClient client) {
        var session = client.startSession(CAUSAL);
        session.advanceOperationTime(operation.get());
        session.advanceClusterTime(cluster.get());
        return session;
    }

    /** A session for a read that finds out by itself how far the cluster is. */
    ClientSession free(MongoClient client) {
        return client.startSession(FREE);
    }

    /** Takes over what a session has seen, and closes it. */
    void end(ClientSession session) {
        operation.accumulateAndGet(session.getOperationTime(), CausalTime::later);
        cluster.accumulateAndGet(
                session.getClusterTime(), (a, b) -> a == null || (b != null && at(b).compareTo(at(a)) > 0) ? b : a);
        session.close();
    }

    private static BsonTimestamp at(BsonDocument clusterTime) {
        return clusterTime.getTimestamp("clusterTime");
    }

    private static @Nullable BsonTimestamp later(@Nullable BsonTimestamp a, @Nullable BsonTimestamp b) {
        return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
    }
}
