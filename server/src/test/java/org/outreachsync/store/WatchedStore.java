package org.outreachsync.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells a test what was read of a store.
 *
 * @param store which keeps everything
 * @param afterRead takes the table and what was asked, before the reader has the answer
 */
public record WatchedStore(DocumentStore store, BiConsumer<Table, Object> afterRead) implements DocumentStore {

    @Override
    public void insert(Table table, Document document) {
        store.insert(table, document);
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        return store.replaceIfNewer(table, documents);
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        var found = store.get(table, ids);
        afterRead.accept(table, ids);
        return found;
    }

    @Override
    public List<Document> range(Table table, Range range) {
        var found = store.range(table, range);
        afterRead.accept(table, range);
        return found;
    }

    @Override
    public void remove(Table table, Collection<String> ids) {
        store.remove(table, ids);
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
