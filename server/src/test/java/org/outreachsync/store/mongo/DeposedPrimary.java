package org.outreachsync.store.mongo;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A primary that has a successor and does not know it yet. It answers reads from what it has, until somebody asks for
 * more: for a time that it has not reached, or for a confirmation by the majority. A real one lets such a caller wait
 * until their time is up; this one says so at once.
 */
public final class DeposedPrimary {

    private final long time;
    private final MemoryBackend held = new MemoryBackend();
    private final Set<String> collections = new HashSet<>();

    /** A member that was deposed at this time of the cluster. */
    DeposedPrimary(long time) {
        this.time = time;
    }

    long time() {
        return time;
    }

    Set<String> collections() {
        return collections;
    }

    void copy(String database, String collection, List<?> documents) {
        collections.add(collection);
        var copies =
                documents.stream().map(one -> ((Document) one).cloneDeeply()).toList();
        if (!copies.isEmpty()) {
            var _ = held.handleCommand(
                    new EmbeddedChannel(),
                    database,
                    "insert",
                    new Document("insert", collection).append("documents", copies));
        }
    }

    Document read(WireFaults.Command command) {
        if (command.query().get("readConcern") instanceof Document concern
                && ("linearizable".equals(concern.get("level"))
                        || (concern.get("afterClusterTime") instanceof BsonTimestamp after
                                && after.getTime() > time))) {
            return WireFaults.error(WireFaults.MAX_TIME_EXPIRED);
        }
        return held.handleCommand(command.channel(), command.database(), command.name(), command.query());
    }
}
