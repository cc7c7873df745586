package org.outreachsync.store;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Tells a test what was read of a store. */
public final class WatchedStore extends ForwardingStore {

    private final BiConsumer<Table, Object> afterRead;
    private final boolean tellsChanges;

    /**
     * In front of a store.
     *
     * @param afterRead takes the table and what was asked, before the reader has the answer
     */
    public WatchedStore(DocumentStore store, BiConsumer<Table, Object> afterRead) {
        this(store, afterRead, true);
    }

    /**
     * In front of a store.
     *
     * @param afterRead takes the table and what was asked, before the reader has the answer
     * @param tellsChanges whether it tells of changes, if the store does
     */
    public WatchedStore(DocumentStore store, BiConsumer<Table, Object> afterRead, boolean tellsChanges) {
        super(store);
        this.afterRead = afterRead;
        this.tellsChanges = tellsChanges;
    }

    @Override
    public OptionalLong changes() {
        return tellsChanges ? changesAsTold() : OptionalLong.empty();
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        var found = super.get(table, ids);
        afterRead.accept(table, ids);
        return found;
    }

    @Override
    public List<Document> range(Table table, Range range) {
        var found = super.range(table, range);
        afterRead.accept(table, range);
        return found;
    }
}
