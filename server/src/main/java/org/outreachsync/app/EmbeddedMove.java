package org.outreachsync.app;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Secrets;
import org.outreachsync.keys.KeyCheck;
import org.outreachsync.keys.Keyring;
import org.outreachsync.move.StoreMove;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.sqlite.FolderLock;
import org.outreachsync.store.sqlite.SqliteStore;

/** Moves the embedded store of a configuration to MongoDB. No server and no command can write to it meanwhile. */
public final class EmbeddedMove {

    private EmbeddedMove() {}

    /**
     * What came of it.
     *
     * @param where the new store, in words
     * @param parts what was moved; none if an earlier run had moved everything
     */
    public record Outcome(String where, List<StoreMove.Part> parts) {}

    /**
     * Moves everything, or what an earlier run did not.
     *
     * @param uri of an empty database
     * @param random gives the move an id
     * @throws NoStoreException if there is no embedded store
     * @throws org.outreachsync.keys.KeyringException if a keyset is missing, damaged or of another store
     * @throws StoreException if a server holds the folder, the database is not empty or cannot be used, or both stores
     *     differ in the end
     */
    public static Outcome run(ServerConfig config, String uri, RandomGenerator random, StoreMove.Progress progress) {
        if (!Backend.isThere(config)) {
            throw new NoStoreException(
                    "the folder " + config.data().toAbsolutePath().normalize(), "OUTREACH_DATA");
        }
        var keys = Keyring.open(config.keys(), false);
        try (var _ = FolderLock.take(config.data(), Instant.now());
                var from = new SqliteStore(Backend.file(config))) {
            Unfinished.check(from);
            KeyCheck.check(from, keys);
            var id = StoreMove.idOf(from, new Secrets(random).id());
            return into(uri, config, id, from, random, progress);
        }
    }

    private static Outcome into(
            String uri,
            ServerConfig config,
            String id,
            SqliteStore from,
            RandomGenerator random,
            StoreMove.Progress progress) {
        // Nothing may be created in a database that is refused.
        try (var seen = Backend.existingMongo(uri, config)) {
            refuseForeign(seen);
            StoreMove.check(id, from, seen, seen.where());
            if (StoreMove.isDone(id, from, seen)) {
                return new Outcome(seen.where(), List.of());
            }
        }
        try (var to = Backend.mongo(uri, config);
                var held = from.hold()) {
            return new Outcome(to.where(), StoreMove.run(id, held, to, to.where(), random, progress));
        }
    }

    private static void refuseForeign(MongoStore store) {
        var foreign = store.foreignCollections();
        if (!foreign.isEmpty()) {
            throw new StoreException(
                    store.where() + " has collections of another program: " + String.join(", ", foreign)
                            + ". Name a database of its own, such as one that does not exist yet",
                    null);
        }
    }
}
