package org.outreachsync.store.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.Document;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Index;
import org.outreachsync.store.Range;
import org.outreachsync.store.Table;

/** The documents of one table with their indexes, under one lock. */
final class MemoryTable {

    private final Table table;
    private final Map<String, Document> documents = new HashMap<>();
    private final Map<Index, NavigableSet<IndexKey>> indexes = new LinkedHashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    MemoryTable(Table table) {
        this.table = table;
        for (var index : table.indexes()) {
            indexes.put(index, new TreeSet<>(IndexKey.ORDER));
        }
    }

    void insert(Document document) {
        table.check(document);
        lock.writeLock().lock();
        try {
            if (documents.containsKey(document.id())) {
                throw new DuplicateKeyException(table.name(), null);
            }
            put(document);
        } finally {
            lock.writeLock().unlock();
        }
    }

    Set<String> replaceIfNewer(List<Document> newer) {
        newer.forEach(table::check);
        var written = new LinkedHashSet<String>();
        lock.writeLock().lock();
        try {
            for (var document : newer) {
                var old = documents.get(document.id());
                if (old == null || old.version() < document.version()) {
                    put(document);
                    written.add(document.id());
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
        return written;
    }

    /** The lock of readers: as long as somebody holds it, nothing changes. */
    Lock reading() {
        return lock.readLock();
    }

    /** All documents as they are now. */
    List<Document> all() {
        return documents.values().stream().map(MemoryTable::copy).toList();
    }

    List<Document> get(Collection<String> ids) {
        var found = new ArrayList<Document>();
        lock.readLock().lock();
        try {
            for (var id : new LinkedHashSet<>(ids)) {
                var document = documents.get(id);
                if (document != null) {
                    found.add(copy(document));
                }
            }
        } finally {
            lock.readLock().unlock();
        }
        return found;
    }

    List<Document> range(Range range) {
        var index = table.check(range);
        lock.readLock().lock();
        try {
            return keys(keys(index), range)
                    .limit(range.limit())
                    .map(key -> copy(documents.get(key.id())))
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static Stream<IndexKey> keys(NavigableSet<IndexKey> keys, Range range) {
        if (range.among().isEmpty()) {
            return keys(keys, range, range.from(), range.to());
        }
        var each = new TreeMap<IndexKey, Object>(range.descending() ? IndexKey.ORDER.reversed() : IndexKey.ORDER);
        range.among().forEach(value -> each.put(IndexKey.before(List.of(value)), value));
        return each.values().stream().flatMap(value -> keys(keys, range, value, value));
    }

    private static Stream<IndexKey> keys(
            NavigableSet<IndexKey> keys, Range range, @Nullable Object from, @Nullable Object to) {
        var first = IndexKey.before(bounded(range.prefix(), from));
        var last = IndexKey.after(bounded(range.prefix(), to));
        if (IndexKey.ORDER.compare(first, last) > 0) {
            return Stream.of();
        }
        var stretch = keys.subSet(first, true, last, true);
        return (range.descending() ? stretch.descendingSet() : stretch).stream();
    }

    /** How many documents of an index have these first fields. */
    long count(String indexName, List<Object> prefix) {
        var index = table.check(indexName, prefix);
        lock.readLock().lock();
        try {
            return keys(index)
                    .subSet(IndexKey.before(prefix), true, IndexKey.after(prefix), true)
                    .size();
        } finally {
            lock.readLock().unlock();
        }
    }

    void remove(Collection<Document> removed) {
        lock.writeLock().lock();
        try {
            for (var document : removed) {
                var old = documents.get(document.id());
                if (old != null && old.version() == document.version()) {
                    documents.remove(document.id());
                    indexes.forEach((index, keys) -> drop(index, keys, old));
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Adds a document, or replaces the one with its id. If it fails, nothing is changed. */
    private void put(Document document) {
        indexes.forEach((index, keys) -> {
            if (index.unique() && taken(index, keys, document)) {
                throw new DuplicateKeyException(table.name(), null);
            }
        });
        var old = documents.put(document.id(), copy(document));
        indexes.forEach((index, keys) -> {
            if (old != null) {
                drop(index, keys, old);
            }
            var values = values(index, document);
            if (values != null) {
                keys.add(new IndexKey(values, document.id(), 0));
            }
        });
    }

    private static boolean taken(Index index, NavigableSet<IndexKey> keys, Document document) {
        var values = values(index, document);
        if (values == null) {
            return false;
        }
        var holder = keys.ceiling(IndexKey.before(values));
        return holder != null && holder.values().equals(values) && !holder.id().equals(document.id());
    }

    private static void drop(Index index, NavigableSet<IndexKey> keys, Document document) {
        var values = values(index, document);
        if (values != null) {
            keys.remove(new IndexKey(values, document.id(), 0));
        }
    }

    /** The document's values of the index's fields, or null if it lacks one. */
    private static @Nullable List<Object> values(Index index, Document document) {
        var values = new ArrayList<Object>(index.fields().size());
        for (var field : index.fields()) {
            var value = document.fields().get(field);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private NavigableSet<IndexKey> keys(Index index) {
        var keys = indexes.get(index);
        if (keys == null) {
            throw new IllegalArgumentException(
                    "table " + table.name() + " was opened without its index " + index.name());
        }
        return keys;
    }

    private static List<Object> bounded(List<Object> prefix, @Nullable Object bound) {
        if (bound == null) {
            return prefix;
        }
        var values = new ArrayList<>(prefix);
        values.add(bound);
        return values;
    }

    /** Copies the body, so that callers do not share bytes. */
    private static Document copy(@Nullable Document document) {
        if (document == null) {
            throw new IllegalStateException("an index names a document that is not there");
        }
        return new Document(
                document.id(),
                document.version(),
                document.fields(),
                document.body().clone());
    }
}
