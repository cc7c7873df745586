package org.outreachsync.health;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.outreachsync.edge.Meters;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Table;
import org.outreachsync.store.TableRead;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.trace.Tracing;

/** Measures and traces every call of a store. */
public final class StoreCalls extends ForwardingStore {

    private final Meters meters;
    private final Tracing tracing;

    /** Measures the calls of this store. */
    public StoreCalls(DocumentStore store, Meters meters, Tracing tracing) {
        super(store);
        this.meters = meters;
        this.tracing = tracing;
    }

    private <T> T measured(String operation, String table, Supplier<T> call) {
        long begun = System.nanoTime();
        boolean isAnswered = false;
        try {
            var result = tracing.call(operation, table, call);
            isAnswered = true;
            return result;
        } catch (DuplicateKeyException taken) {
            isAnswered = true;
            throw taken;
        } finally {
            meters.storeCall(operation, isAnswered, System.nanoTime() - begun);
        }
    }

    @Override
    public void insert(Table table, Document document) {
        measured("insert", table.name(), () -> {
            super.insert(table, document);
            return true;
        });
    }

    @Override
    public Set<String> replaceIfNewer(Table table, List<Document> documents) {
        return measured("replace", table.name(), () -> super.replaceIfNewer(table, documents));
    }

    /** Named after the log, where a batch goes into it. */
    @Override
    public void write(List<TableWrite> writes) {
        var tables = writes.stream().map(write -> write.table().name()).toList();
        var log = Tables.LOG.name();
        measured("write", tables.contains(log) || tables.isEmpty() ? log : tables.getFirst(), () -> {
            writeAsOne(writes);
            return true;
        });
    }

    @Override
    public List<Document> get(Table table, Collection<String> ids) {
        return measured("get", table.name(), () -> super.get(table, ids));
    }

    @Override
    public OptionalLong changes() {
        return changesAsTold();
    }

    @Override
    public Map<String, Long> versions(Table table, Collection<String> ids) {
        return measured("get", table.name(), () -> versionsAlone(table, ids));
    }

    /** Named after the last of them. */
    @Override
    public List<List<Document>> getAll(List<TableRead> reads) {
        return reads.isEmpty()
                ? List.of()
                : measured("get", reads.getLast().table().name(), () -> getAsOne(reads));
    }

    @Override
    public List<Document> range(Table table, Range range) {
        return measured("range", table.name(), () -> super.range(table, range));
    }

    @Override
    public long count(Table table, String index, List<Object> prefix) {
        return measured("count", table.name(), () -> super.count(table, index, prefix));
    }

    @Override
    public void confirm(Table table, String id) {
        measured("confirm", table.name(), () -> {
            super.confirm(table, id);
            return true;
        });
    }

    @Override
    public void remove(Table table, Collection<Document> documents) {
        measured("remove", table.name(), () -> {
            super.remove(table, documents);
            return true;
        });
    }
}
