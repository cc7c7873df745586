package org.outreachsync.store.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.outreachsync.store.Document;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.Table;

/** A copy of all documents, made while no table can change. */
final class MemorySnapshot implements Snapshot {

    private final Map<String, List<Document>> documents = new HashMap<>();

    MemorySnapshot(Map<String, MemoryTable> tables) {
        var locks = tables.values().stream().map(MemoryTable::reading).toList();
        locks.forEach(Lock::lock);
        try {
            tables.forEach((name, table) -> documents.put(name, table.all()));
        } finally {
            locks.forEach(Lock::unlock);
        }
    }

    @Override
    public long estimate(Table table) {
        return documents.getOrDefault(table.name(), List.of()).size();
    }

    @Override
    public void forEach(Table table, Consumer<Document> visitor) {
        documents.getOrDefault(table.name(), List.of()).forEach(visitor);
    }

    @Override
    public void close() {
        documents.clear();
    }
}
