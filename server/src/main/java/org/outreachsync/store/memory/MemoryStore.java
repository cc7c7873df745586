package org.outreachsync.store.memory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Snapshot;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/**
 * A store in memory. Deterministic: the same calls in the same order give the same answers, in the same order.
 * Thread-safe.
 */
public final class MemoryStore implements DocumentStore {

    private final Map<String, MemoryTable> tables;
    private final AtomicLong changes;
    private volatile boolean closed;

    /** An empty store with all tables of the server. */
    public MemoryStore() {
        this(Tables.ALL);
    }

    /** An empty store with these tables. */
    public MemoryStore(List<Table> tables) {
        var created = new LinkedHashMap<String, MemoryTable>();
        for (var table : tables) {
            created.put(table.name(), new MemoryTable(table));
        }
        this.tables = Map.copyOf(created);
        this.changes = new AtomicLong();
    }

    private MemoryStore(MemoryStore shared) {
        this.tables = shared.tables;
        this.changes = shared.changes;
    }

    /**
     * Another store over the same documents, like the store of a second or restarted server process. Each is closed
     * separately.
     */
    public MemoryStore share() {
        return new MemoryStore(this);
    }

    @Override
    public void insert(Table table, Document document) {
        open(table).insert(document);
        changes.incrementAndGet();
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        var written = open(table).replaceIfNewer(documents);
        changes.incrementAndGet();
        return written;
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        return open(table).get(ids);
    }

    @Override
    public List<Document> range(Table table, Range range) {
        return open(table).range(range);
    }

    @Override
    public long count(Table table, String index, List<Object> prefix) {
        return open(table).count(index, prefix);
    }

    @Override
    public void remove(Table table, Collection<Document> documents) {
        open(table).remove(documents);
        changes.incrementAndGet();
    }

    @Override
    public OptionalLong changes() {
        refuseWhenClosed();
        return OptionalLong.of(changes.get());
    }

    @Override
    public void drop(String table) {
        refuseWhenClosed();
    }

    @Override
    public Snapshot snapshot() {
        refuseWhenClosed();
        return new MemorySnapshot(tables);
    }

    @Override
    public void ping() {
        refuseWhenClosed();
    }

    @Override
    public void close() {
        closed = true;
    }

    private MemoryTable open(Table table) {
        refuseWhenClosed();
        var found = tables.get(table.name());
        if (found == null) {
            throw new IllegalArgumentException("the store was opened without table " + table.name());
        }
        return found;
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new StoreUnavailableException("the store is closed", null);
        }
    }
}
