package org.outreachsync.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.sqlite.FolderLock;
import org.outreachsync.store.sqlite.SqliteStore;

/**
 * The place of the configuration into which a backup is restored. The embedded store is built beside its place, and
 * gets its name when it is complete; no server can use the folder meanwhile.
 */
public final class RestoreTarget implements AutoCloseable {

    private static final String BUILT_BESIDE = "outreach.db.restoring";

    private final Backend backend;
    private final @Nullable FolderLock lock;
    private final @Nullable Path place;

    private RestoreTarget(Backend backend, @Nullable FolderLock lock, @Nullable Path place) {
        this.backend = backend;
        this.lock = lock;
        this.place = place;
    }

    /**
     * Opens the place. The keysets must be there already: they are not in a backup.
     *
     * @throws StoreException if it holds a store, or a server is using it
     * @throws org.outreachsync.keys.KeyringException if a keyset is missing or damaged
     */
    public static RestoreTarget open(ServerConfig config) {
        var keys = Keyring.open(config.keys(), false);
        var uri = config.mongoUri();
        if (uri != null) {
            return new RestoreTarget(Backend.of(Backend.mongo(uri, config), keys), null, null);
        }
        Backend.makeFolder(config);
        var lock = FolderLock.take(config.data(), Instant.now());
        try {
            var place = Backend.file(config);
            if (!Files.notExists(place)) {
                throw new StoreException(
                        "there is a store already: " + place
                                + ". Restore into an empty folder: set OUTREACH_DATA to a new one, or move this file and the two beside it away",
                        null);
            }
            var beside = beside(config);
            for (var leftOver : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(beside.resolveSibling(BUILT_BESIDE + leftOver));
            }
            return new RestoreTarget(Backend.of(new SqliteStore(beside), keys), lock, place);
        } catch (IOException failed) {
            lock.close();
            throw new StoreException("what an earlier restore left behind cannot be deleted", failed);
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** Where the embedded store is built. */
    static Path beside(ServerConfig config) {
        return Backend.file(config).resolveSibling(BUILT_BESIDE);
    }

    /** Store, keys and clock. */
    public Backend backend() {
        return backend;
    }

    /** The store. */
    public DocumentStore store() {
        return backend.store();
    }

    /**
     * Puts the complete store into its place.
     *
     * @throws StoreException if that fails; the place is then as it was
     */
    public void finish() {
        backend.store().close();
        if (place == null) {
            return;
        }
        try {
            var beside = place.resolveSibling(BUILT_BESIDE);
            try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            if (Files.exists(place.resolveSibling(BUILT_BESIDE + "-wal"))) {
                throw new StoreException("the restored store could not be completed; run the command again", null);
            }
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new StoreException("the restored store could not be put into its place", failed);
        }
    }

    @Override
    public void close() {
        backend.store().close();
        if (lock != null) {
            lock.close();
        }
    }
}
