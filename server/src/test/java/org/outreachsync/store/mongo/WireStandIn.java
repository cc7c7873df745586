package org.outreachsync.store.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Speaks MongoDB's wire protocol over documents in memory. It shows that the adapter's commands are well formed and mean what they should; it says
 * nothing of replication, elections, durability or the use of indexes. One gap that the contract meets, unique indexes that do not heed their
 * filter, is closed here. Two stay: it orders text by UTF-16 units, and it has no other indexes, so that a range costs a look at every document.
 */
public final class WireStandIn implements AutoCloseable {

    private final MongoServer server = new MongoServer(new FilteringBackend());
    private final InetSocketAddress address = server.bind();

    /** Where a database of it is. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:" + address.getPort() + "/" + database;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class FilteringBackend extends MemoryBackend {

        @Override
        public MemoryDatabase openOrCreateDatabase(String name) {
            return new FilteringDatabase(name, getCursorRegistry());
        }
    }

    private static final class FilteringDatabase extends MemoryDatabase {

        FilteringDatabase(String name, CursorRegistry cursors) {
            super(name, cursors);
        }

        @Override
        protected Index<Integer> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new PresentFieldsIndex(name, keys);
        }
    }

    /** A unique index without the documents that lack one of its fields, as the adapter's filter demands. */
    private static final class PresentFieldsIndex extends MemoryUniqueIndex {

        PresentFieldsIndex(String name, List<IndexKey> keys) {
            super(name, keys, !name.equals("_id_"));
        }

        private boolean holds(Document document) {
            return keys().stream().allMatch(key -> document.containsKey(key));
        }

        @Override
        public synchronized void checkAdd(Document document, MongoCollection<Integer> collection) {
            if (holds(document)) {
                super.checkAdd(document, collection);
            }
        }

        @Override
        public synchronized void add(Document document, Integer position, MongoCollection<Integer> collection) {
            if (holds(document)) {
                super.add(document, position, collection);
            }
        }

        @Override
        public synchronized @Nullable Integer remove(Document document) {
            return holds(document) ? super.remove(document) : null;
        }

        @Override
        public synchronized @Nullable Integer getPosition(Document document) {
            return holds(document) ? super.getPosition(document) : null;
        }

        @Override
        public synchronized void checkUpdate(Document old, Document changed, MongoCollection<Integer> collection) {
            if (!holds(changed)) {
                return;
            }
            if (holds(old)) {
                super.checkUpdate(old, changed, collection);
            } else {
                super.checkAdd(changed, collection);
            }
        }

        @Override
        public synchronized void updateInPlace(Document old, Document changed, Integer position, MongoCollection<Integer> collection) {
            remove(old);
            add(changed, position, collection);
        }
    }
}
