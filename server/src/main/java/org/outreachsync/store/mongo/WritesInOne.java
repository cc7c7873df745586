package org.outreachsync.store.mongo;

import static com.mongodb.client.model.bulk.ClientBulkWriteOptions.clientBulkWriteOptions;
import static com.mongodb.client.model.bulk.ClientReplaceOneOptions.clientReplaceOneOptions;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.bulk.ClientBulkWriteOptions;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import com.mongodb.client.model.bulk.ClientReplaceOneOptions;
import com.mongodb.connection.ServerDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.bson.BsonDocument;
import org.outreachsync.store.Document;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Table;
import org.outreachsync.store.TableWrite;

/**
 * Writes to several collections in one command, {@code bulkWrite}. MongoDB does the writes of an ordered one in their
 * order, up to the first that fails. A replacement that fails with a duplicate key may have met a document that is not
 * older: it is then looked at by itself ({@link GuardedReplace}), and the writes after it follow in another command.
 *
 * <p>MongoDB has the command since 8.0, for writes that it can repeat as it can those to one collection. A set whose
 * {@code featureCompatibilityVersion} is not 8.0 yet refuses it, and has written nothing then.
 *
 * <p>Source: MongoDB's manual, "bulkWrite (database command)", and its specification "Bulk Write".
 */
final class WritesInOne {

    /** The version of the wire protocol that MongoDB 8.0 speaks. */
    private static final int WIRE_VERSION_MIN = 25;
    /**
     * MongoDB's error codes CommandNotFound, CommandNotSupported and IDLUnknownField: the last is for a command with a
     * field that the server does not know, such as the cluster time that drivers send with writes. With each of them,
     * the server has not begun.
     */
    private static final Set<Integer> REFUSALS = Set.of(59, 115, 40_415);
    /** How long a refusal is remembered: an upgrade of the database ends without a word to its clients. */
    private static final Duration REFUSED = Duration.ofMinutes(10);

    private static final ClientBulkWriteOptions ORDERED =
            clientBulkWriteOptions().ordered(true);
    private static final ClientReplaceOneOptions UPSERT =
            clientReplaceOneOptions().upsert(true);

    private final MongoClient client;
    private final Function<Table, MongoCollection<BsonDocument>> collections;
    private final LongSupplier nanos;
    private volatile boolean isRefused;
    private volatile long refusedNanos;

    /**
     * Writes by this client.
     *
     * @param nanos a clock for durations, in nanoseconds
     */
    WritesInOne(MongoClient client, Function<Table, MongoCollection<BsonDocument>> collections, LongSupplier nanos) {
        this.client = client;
        this.collections = collections;
        this.nanos = nanos;
    }

    /** Whether the servers that take writes are known to have the command. Behind a load balancer, none is known. */
    boolean isPossible() {
        if (isRefused && nanos.getAsLong() - refusedNanos < REFUSED.toNanos()) {
            return false;
        }
        var writable = client.getClusterDescription().getServerDescriptions().stream()
                .filter(server -> server.isPrimary() || server.isShardRouter())
                .mapToInt(ServerDescription::getMaxWireVersion)
                .toArray();
        for (int version : writable) {
            if (version < WIRE_VERSION_MIN) {
                return false;
            }
        }
        return writable.length > 0;
    }

    /**
     * Does writes.
     *
     * @return how many of them are done; the rest was not begun, because the server refuses the command
     * @throws DuplicateKeyException if the condition of a write did not hold; the writes after it were not done
     */
    int run(MongoCall call, List<TableWrite> writes) {
        var mark = WriteMark.fresh();
        int done = 0;
        while (done < writes.size()) {
            var left = writes.subList(done, writes.size());
            try {
                var attempt = attempt(call, left, mark);
                done += attempt.done();
                if (attempt.isRefused()) {
                    return done;
                }
                if (done < writes.size()) {
                    settle(call, writes.get(done), mark);
                    done++;
                }
            } catch (MongoCommandException refused) {
                if (!REFUSALS.contains(refused.getErrorCode())) {
                    throw refused;
                }
                noteRefusal();
                return done;
            }
        }
        return done;
    }

    /**
     * What came of one command.
     *
     * @param done how many writes were done before one met a duplicate key or was refused
     * @param isRefused whether it was refused
     */
    private record Attempt(int done, boolean isRefused) {}

    /** Sends writes in one command. */
    private Attempt attempt(MongoCall call, List<TableWrite> writes, WriteMark mark) {
        var models = new ArrayList<ClientNamespacedWriteModel>();
        var writeOf = new ArrayList<Integer>();
        for (int at = 0; at < writes.size(); at++) {
            for (var document : writes.get(at).documents()) {
                models.add(model(writes.get(at), document, mark));
                writeOf.add(at);
            }
        }
        try {
            var _ = call.on(client).bulkWrite(call.session(), models, ORDERED);
            return new Attempt(writes.size(), false);
        } catch (ClientBulkWriteException e) {
            var failed = e.getWriteErrors().entrySet().stream().findFirst();
            // A router hands on what its shards say, who refuse while their featureCompatibilityVersion is not 8.0.
            boolean isRefusedByShards = failed.isPresent()
                    && REFUSALS.contains(failed.get().getValue().getCode());
            if (isRefusedByShards) {
                noteRefusal();
            } else if (failed.isEmpty() || MongoErrors.isMoreThanDuplicates(e)) {
                throw e;
            }
            return new Attempt(writeOf.get(failed.get().getKey()), isRefusedByShards);
        }
    }

    private void noteRefusal() {
        refusedNanos = nanos.getAsLong();
        isRefused = true;
    }

    private ClientNamespacedWriteModel model(TableWrite write, Document document, WriteMark mark) {
        var namespace = collections.apply(write.table()).getNamespace();
        var bson = BsonMapping.toBson(write.table(), document, mark);
        return write.isInsert()
                ? ClientNamespacedWriteModel.insertOne(namespace, bson)
                : ClientNamespacedWriteModel.replaceOne(
                        namespace, GuardedReplace.older(write.table(), document), bson, UPSERT);
    }

    /** Does a write by itself, of which some documents may be written. */
    private void settle(MongoCall call, TableWrite write, WriteMark mark) {
        var collection = collections.apply(write.table());
        if (write.isInsert()) {
            MarkedInsert.check(
                    call, write.table(), collection, write.documents().getFirst(), mark);
        } else {
            write.check(GuardedReplace.in(call, write.table(), collection, mark)
                    .run(write.documents())
                    .size());
        }
    }
}
