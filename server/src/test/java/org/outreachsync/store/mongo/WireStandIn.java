package org.outreachsync.store.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Speaks MongoDB's wire protocol over documents in memory. It shows that the adapter's commands are well formed and
 * mean what they should; it says nothing of replication, elections, durability or the use of indexes. Two gaps are
 * closed here: unique indexes that do not heed their filter, and a server that never says what it is. Two stay: it
 * orders text by UTF-16 units, and it has no other indexes, so that a range costs a look at every document.
 */
public final class WireStandIn implements AutoCloseable {

    /** What the server says of itself. */
    public enum Says {
        /** The primary of a set of one. */
        PRIMARY,
        /** A secondary whose primary cannot be reached. */
        SECONDARY,
        /** A router of a sharded cluster. */
        ROUTER,
        /** A server alone; what the library says by itself. */
        STANDALONE
    }

    /** The newest wire protocol of each version of MongoDB. */
    private static final Map<String, Integer> WIRE_VERSIONS = Map.of("4.4.0", 9, "7.0.0", 21, "8.0.0", 25);

    private static final String VERSION = "8.0.0";

    private final FilteringBackend backend;
    private final MongoServer server;
    private final InetSocketAddress address;

    /** The primary of a set of one. */
    public WireStandIn() {
        this(Says.PRIMARY);
    }

    /** A server that says this of itself. */
    public WireStandIn(Says says) {
        this(says, VERSION);
    }

    private WireStandIn(Says says, String version) {
        backend = new FilteringBackend(says, version);
        server = new MongoServer(backend);
        address = server.bind();
    }

    /** The primary of a set of one of MongoDB 7.0, which cannot write to several collections in one command. */
    public static WireStandIn ofVersion7() {
        return new WireStandIn(Says.PRIMARY, "7.0.0");
    }

    /** The primary of a set of one of MongoDB 4.4, which also cannot hold a moment. */
    public static WireStandIn ofVersion4() {
        return new WireStandIn(Says.PRIMARY, "4.4.0");
    }

    /** From now on the server says that it is something else. */
    public void become(Says says) {
        backend.says = says;
    }

    /** What befalls commands from now on. */
    public WireFaults faults() {
        return backend.faults;
    }

    /** A member that has what these collections have now, and will not learn more. */
    public DeposedPrimary member(String database, String... collections) {
        var member = new DeposedPrimary(backend.faults.time());
        for (var collection : collections) {
            member.copy(database, collection, backend.all(database, collection));
        }
        return member;
    }

    /** The commands of a database that came since this was last asked, such as {@code find records}, in order. */
    public List<String> commands(String database) {
        return requests(database).stream()
                .map(request -> request.command() + " " + request.collection())
                .toList();
    }

    /**
     * A command.
     *
     * @param collection what it is about; several, separated by commas, for {@code bulkWrite}
     * @param body all of it
     */
    public record Request(String command, String collection, Map<String, Object> body) {}

    /** The commands of a database that came since this or {@link #commands} was last asked, in order. */
    public List<Request> requests(String database) {
        var requests = new ArrayList<Request>();
        for (var came = backend.came.poll(); came != null; came = backend.came.poll()) {
            if (came.database().equals(database)) {
                requests.add(came.request());
            }
        }
        return requests;
    }

    /** Where a database of it is. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:" + address.getPort() + "/" + database;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private record Came(String database, Request request) {}

    private static final class FilteringBackend extends MemoryBackend {

        private final Queue<Came> came = new ConcurrentLinkedQueue<>();
        private final WireFaults faults = new WireFaults();
        private volatile Says says;

        private final String version;

        FilteringBackend(Says says, String version) {
            this.says = says;
            this.version = version;
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            if (command.equals(BulkOfStandIn.COMMAND)) {
                return bulk(channel, database, query);
            }
            came.add(new Came(database, new Request(command, String.valueOf(query.get(command)), query.clone())));
            if (command.equalsIgnoreCase("buildInfo")) {
                return super.handleCommand(channel, database, command, query).append("version", version);
            }
            boolean asksForRole = command.equalsIgnoreCase("hello") || command.equalsIgnoreCase("isMaster");
            if (!asksForRole) {
                return faults.answer(
                        new WireFaults.Command(channel, database, command, query),
                        () -> super.handleCommand(channel, database, command, query));
            }
            var answer = super.handleCommand(channel, database, "isMaster", query);
            boolean writable = says != Says.SECONDARY;
            answer.put("ismaster", writable);
            answer.put("isWritablePrimary", writable);
            answer.put("logicalSessionTimeoutMinutes", 30);
            answer.put("maxWireVersion", WIRE_VERSIONS.get(version));
            if (says == Says.ROUTER) {
                answer.put("msg", "isdbgrid");
            }
            if (says == Says.PRIMARY || says == Says.SECONDARY) {
                var local = (InetSocketAddress) channel.localAddress();
                var me = "127.0.0.1:" + local.getPort();
                answer.put("setName", "rs0");
                answer.put("setVersion", 1);
                answer.put("secondary", !writable);
                answer.put("hosts", List.of(me));
                answer.put("me", me);
            }
            return answer;
        }

        private Document bulk(Channel channel, String database, Document query) {
            var bulk = new BulkOfStandIn(query);
            came.add(new Came(
                    bulk.database(),
                    new Request(BulkOfStandIn.COMMAND, String.join(",", bulk.collections()), query.clone())));
            if (!version.equals(VERSION)) {
                return WireFaults.error(WireFaults.COMMAND_NOT_FOUND);
            }
            return faults.answer(
                    new WireFaults.Command(channel, database, BulkOfStandIn.COMMAND, query),
                    () -> bulk.run((of, part) -> {
                        var name = part.keySet().iterator().next();
                        return faults.strike(
                                new WireFaults.Command(channel, of, name, part),
                                () -> super.handleCommand(channel, of, name, part));
                    }));
        }

        List<?> all(String database, String collection) {
            var find = new Document("find", collection).append("batchSize", Integer.MAX_VALUE);
            var answer = super.handleCommand(new EmbeddedChannel(), database, "find", find);
            return answer != null
                            && answer.get("cursor") instanceof Document cursor
                            && cursor.get("firstBatch") instanceof List<?> documents
                    ? documents
                    : List.of();
        }

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
        protected Index<Integer> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
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
        public synchronized void updateInPlace(
                Document old, Document changed, Integer position, MongoCollection<Integer> collection) {
            remove(old);
            add(changed, position, collection);
        }
    }
}
