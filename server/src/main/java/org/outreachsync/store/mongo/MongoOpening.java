package org.outreachsync.store.mongo;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Index;
import org.outreachsync.store.IndexProgress;
import org.outreachsync.store.OutdatedStoreException;
import org.outreachsync.store.Table;

/**
 * What happens to indexes when a store is opened. Those of an empty table are created at once. Those of a table with
 * documents are not: a build may take hours, and is begun by whoever can wait for it.
 *
 * @param mayMake whether tables are created that are not there
 * @param building follows the building of indexes over documents; null if none may be built
 */
record MongoOpening(boolean mayMake, @Nullable IndexProgress building) {

    /**
     * Creates what may be created.
     *
     * @param held gives the names of the collections that there are
     * @throws OutdatedStoreException if indexes are missing that may not be built
     */
    void prepare(
            List<Table> tables, Map<String, MongoCollection<BsonDocument>> collections, Supplier<Set<String>> held) {
        var known = mayMake ? Set.<String>of() : held.get();
        var lacking = new ArrayList<String>();
        // Whoever upgrades a store may also make what earlier versions did not have.
        boolean makes = mayMake || (building != null && !known.isEmpty());
        for (var table : tables) {
            if (makes || known.contains(table.name())) {
                var collection = Objects.requireNonNull(collections.get(table.name()));
                prepare(table, new MongoIndexes(table, collection), lacking);
            }
        }
        if (!lacking.isEmpty()) {
            throw new OutdatedStoreException(String.join(", ", lacking));
        }
    }

    private void prepare(Table table, MongoIndexes indexes, List<String> lacking) {
        var missing = indexes.missing();
        if (!missing.isEmpty() && indexes.isOfEmptyTable()) {
            indexes.create(missing);
        } else if (building == null) {
            missing.forEach(index -> lacking.add("index " + index.name() + " of table " + table.name()));
        } else {
            missing.forEach(index -> build(index, table, indexes, building));
        }
    }

    private static void build(Index index, Table table, MongoIndexes indexes, IndexProgress progress) {
        progress.begins(index.name(), table.name(), indexes.size());
        long begun = System.nanoTime();
        indexes.build(index);
        progress.built(index.name(), Duration.ofNanos(System.nanoTime() - begun));
    }
}
