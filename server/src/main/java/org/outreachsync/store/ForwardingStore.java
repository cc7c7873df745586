package org.outreachsync.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Forwards every call to another store. A subclass overrides what it wants otherwise. */
public abstract class ForwardingStore implements DocumentStore {

    private final DocumentStore store;

    /** Forwards to this store. */
    protected ForwardingStore(DocumentStore store) {
        this.store = store;
    }

    @Override
    public boolean isShared() {
        return store.isShared();
    }

    @Override
    public void insert(Table table, Document document) {
        store.insert(table, document);
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        return store.replaceIfNewer(table, documents);
    }

    /** Forwards several writes as one, for a subclass that changes none of them. By default, each goes by itself. */
    protected final void writeAsOne(List<TableWrite> writes) {
        store.write(writes);
    }

    /** Forwards several reads as one, for a subclass that changes none of them. By default, each goes by itself. */
    protected final List<List<Document>> getAsOne(List<TableRead> reads) {
        return store.getAll(reads);
    }

    /** Forwards a read of versions, for a subclass that changes no read. By default, the documents are read. */
    protected final Map<String, Long> versionsAlone(Table table, Collection<String> ids) {
        return store.versions(table, ids);
    }

    /** Forwards what {@link #changes} tells, for a subclass that changes no read. By default, it is not told. */
    protected final OptionalLong changesAsTold() {
        return store.changes();
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        return store.get(table, ids);
    }

    @Override
    public List<Document> range(Table table, Range range) {
        return store.range(table, range);
    }

    @Override
    public long count(Table table, String index, List<Object> prefix) {
        return store.count(table, index, prefix);
    }

    @Override
    public void confirm(Table table, String id) {
        store.confirm(table, id);
    }

    @Override
    public void remove(Table table, Collection<Document> documents) {
        store.remove(table, documents);
    }

    @Override
    public void drop(String table) {
        store.drop(table);
    }

    @Override
    public Snapshot snapshot() {
        return store.snapshot();
    }

    @Override
    public void ping() {
        store.ping();
    }

    @Override
    public void close() {
        store.close();
    }
}
