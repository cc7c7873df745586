package org.outreachsync.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.store.mongo.MongoLimits;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.sqlite.FolderLock;
import org.outreachsync.store.sqlite.SqliteStore;

/**
 * What a program takes from outside, so that a test can give something else.
 *
 * @param limits of everything
 * @param store of everything; the owner closes it
 * @param keys of everything sealed
 * @param clock of what is written down
 * @param ticker of what is remembered for a moment
 * @param random of secrets
 */
public record Surroundings(
        Limits limits, DocumentStore store, Keyring keys, InstantSource clock, Ticker ticker, RandomGenerator random) {

    private static final String FILE = "outreach.db";
    private static final int CONNECTIONS_BESIDE_WORKERS = 8;

    /** Those of production around a store. */
    public static Surroundings of(DocumentStore store, Keyring keys) {
        return new Surroundings(Limits.standard(), store, keys, InstantSource.system(), Ticker.systemTicker(), new SecureRandom());
    }

    /** The same over what is put around the store. */
    Surroundings over(DocumentStore other) {
        return new Surroundings(limits, other, keys, clock, ticker, random);
    }

    /**
     * Opens the keysets and the store that the configuration names. Keysets are made only beside the embedded store.
     *
     * @throws org.outreachsync.keys.KeyringException when a keyset is missing or damaged
     * @throws org.outreachsync.store.StoreException when the store cannot be opened
     */
    public static Surroundings open(ServerConfig config) {
        var uri = config.mongoUri();
        if (uri != null) {
            return shared(uri, config);
        }
        makeFolder(config);
        return embedded(config, SqliteStore::new);
    }

    /**
     * The same for a server, which has an embedded store to itself but for admin commands. Closing the store lets the next server in.
     *
     * @throws org.outreachsync.keys.KeyringException when a keyset is missing or damaged
     * @throws org.outreachsync.store.StoreException when the store cannot be opened, or another server has it open
     */
    public static Surroundings openToServe(ServerConfig config) {
        var uri = config.mongoUri();
        if (uri != null) {
            return shared(uri, config);
        }
        makeFolder(config);
        var lock = FolderLock.take(config.data(), Instant.now());
        try {
            return embedded(config, file -> new SqliteStore(file, lock));
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static Surroundings shared(String uri, ServerConfig config) {
        var keys = Keyring.open(config.keys(), false);
        return checked(mongo(uri, config), keys);
    }

    private static void makeFolder(ServerConfig config) {
        try {
            Files.createDirectories(config.data());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the folder OUTREACH_DATA", failed);
        }
    }

    private static Surroundings embedded(ServerConfig config, Function<Path, DocumentStore> opening) {
        // Beside data, new keysets would open nothing of it, and would make other people of the same client codes.
        var file = config.data().resolve(FILE);
        var keys = Keyring.open(config.keys(), !isThere(config));
        return checked(opening.apply(file), keys);
    }

    /** Whether the store was made before; one on a server of its own counts as such. */
    static boolean isThere(ServerConfig config) {
        return config.mongoUri() != null || Files.exists(config.data().resolve(FILE));
    }

    private static Surroundings checked(DocumentStore store, Keyring keys) {
        try {
            KeyCheck.check(store, keys);
            return of(store, keys);
        } catch (RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    /** Whoever got a worker gets a connection, and so do the probe and the counting of cells. */
    private static DocumentStore mongo(String uri, ServerConfig config) {
        var standard = MongoLimits.DEFAULT;
        var limits = new MongoLimits(
                config.workers() + CONNECTIONS_BESIDE_WORKERS, standard.connectionWait(), standard.timeout());
        try {
            return new MongoStore(uri, Tables.ALL, limits);
        } catch (IllegalArgumentException wrong) {
            // Without the cause: its text may hold the password.
            throw new StoreException("MONGODB_URI is not a connection string that the driver understands", null);
        }
    }
}
