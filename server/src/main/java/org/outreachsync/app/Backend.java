package org.outreachsync.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.assembly.Engine;
import org.outreachsync.codes.ProgrammeCodes;
import org.outreachsync.codes.ServedCodes;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.keys.KeyCheck;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.move.Moved;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.IndexProgress;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Unfinished;
import org.outreachsync.store.mongo.MongoLimits;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.sqlite.FolderLock;
import org.outreachsync.store.sqlite.SqliteStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment of a program: store, keys, clocks and randomness. A test passes its own.
 *
 * @param limits all limits
 * @param store the store; its owner closes it
 * @param keys the keysets
 * @param clock the clock of stored times
 * @param ticker the clock of caches
 * @param random for secrets
 */
public record Backend(
        Limits limits, DocumentStore store, Keyring keys, InstantSource clock, Ticker ticker, RandomGenerator random) {

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
    private static final String FILE = "outreach.db";
    private static final int CONNECTIONS_BESIDE_WORKERS = 8;

    /** The backend of production over a store. */
    public static Backend of(DocumentStore store, Keyring keys) {
        return new Backend(
                Limits.standard(), store, keys, InstantSource.system(), Ticker.systemTicker(), new SecureRandom());
    }

    /**
     * The code lists of the programme.
     *
     * @param own the file with its own codes, or null for none
     */
    public ProgrammeCodes codes(@Nullable Path own) {
        return new ProgrammeCodes(own, new ServedCodes(store, keys.sealer()), limits.codes());
    }

    /** Log, records and sync over the store, with these code lists. */
    public Engine engine(CodeLists lists) {
        return new Engine(store, keys, lists, clock);
    }

    /** A copy over a wrapped store. */
    Backend over(DocumentStore other) {
        return new Backend(limits, other, keys, clock, ticker, random);
    }

    /**
     * Opens the keysets and the store of the configuration. Creates neither.
     *
     * @throws NoStoreException if there is no store
     * @throws org.outreachsync.keys.KeyringException when a keyset is missing or damaged
     * @throws org.outreachsync.store.StoreException when the store cannot be opened
     */
    public static Backend open(ServerConfig config) {
        return open(config, "");
    }

    /**
     * Like {@link #open(ServerConfig)}, also if this work was broken off in the store.
     *
     * @param resumed the work that is to be completed
     */
    public static Backend open(ServerConfig config, String resumed) {
        var uri = config.mongoUri();
        if (uri != null) {
            return existing(config, limits -> MongoStore.existing(uri, Tables.ALL, limits), resumed);
        }
        if (!isThere(config)) {
            throw new NoStoreException(
                    "the folder " + config.data().toAbsolutePath().normalize(), "OUTREACH_DATA");
        }
        return embedded(config, SqliteStore::new, resumed);
    }

    /**
     * Like {@link #open(ServerConfig, String)}, but builds indexes that the store lacks, however long that takes, and
     * also opens a store in an earlier form.
     */
    public static Backend openToUpgrade(ServerConfig config, IndexProgress progress) {
        var uri = config.mongoUri();
        return uri == null
                ? open(config, FormUpgrade.WORK)
                : existing(config, limits -> MongoStore.upgraded(uri, Tables.ALL, limits, progress), FormUpgrade.WORK);
    }

    /**
     * Opens the keysets and the store of the configuration, and creates the store if there is none. Keysets are only
     * created for the embedded store.
     *
     * @throws org.outreachsync.keys.KeyringException when a keyset is missing or damaged
     * @throws org.outreachsync.store.StoreException when the store cannot be opened
     */
    public static Backend openOrMake(ServerConfig config) {
        var uri = config.mongoUri();
        if (uri != null) {
            return shared(uri, config);
        }
        makeFolder(config);
        return embedded(config, SqliteStore::new, "");
    }

    /** Describes where the store is, without password. */
    public static String where(ServerConfig config, DocumentStore store) {
        return store instanceof MongoStore mongo ? mongo.where() : file(config).toString();
    }

    static Path file(ServerConfig config) {
        return config.data().resolve(FILE).toAbsolutePath().normalize();
    }

    /**
     * Like the above, for a server, which locks the embedded store against other servers, and changes one in an earlier
     * form. Closing the store releases the lock.
     *
     * @throws org.outreachsync.keys.KeyringException when a keyset is missing or damaged
     * @throws org.outreachsync.store.StoreException when the store cannot be opened, or another server has it open
     */
    public static Backend openToServe(ServerConfig config) {
        var uri = config.mongoUri();
        if (uri != null) {
            return shared(uri, config);
        }
        makeFolder(config);
        var backend = locked(config, FormUpgrade.WORK);
        boolean isUpgraded;
        try {
            isUpgraded = FormUpgrade.run(backend, config, line -> LOG.info("upgrade: {}", line));
        } catch (RuntimeException failed) {
            backend.store().close();
            throw failed;
        }
        if (!isUpgraded) {
            return backend;
        }
        // Closed after an upgrade, so that the log beside the file, which has what was deleted, is emptied.
        backend.store().close();
        return locked(config, "");
    }

    private static Backend locked(ServerConfig config, String resumed) {
        var lock = FolderLock.take(config.data(), Instant.now());
        try {
            return embedded(config, file -> new SqliteStore(file, lock), resumed);
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static Backend shared(String uri, ServerConfig config) {
        var keys = Keyring.open(config.keys(), false);
        return checked(mongo(uri, config), keys, "");
    }

    static MongoStore mongo(String uri, ServerConfig config) {
        return mongo(config, limits -> new MongoStore(uri, Tables.ALL, limits));
    }

    /** Creates nothing in an empty database. */
    static MongoStore existingMongo(String uri, ServerConfig config) {
        return mongo(config, limits -> MongoStore.existing(uri, Tables.ALL, limits));
    }

    private static Backend existing(ServerConfig config, Function<MongoLimits, MongoStore> opening, String resumed) {
        var keys = Keyring.open(config.keys(), false);
        var store = mongo(config, opening);
        if (!KeyCheck.isBegun(store)) {
            store.close();
            throw new NoStoreException(store.where(), "MONGODB_URI");
        }
        return checked(store, keys, resumed);
    }

    static void makeFolder(ServerConfig config) {
        try {
            Files.createDirectories(config.data());
        } catch (IOException failed) {
            throw new StartException(
                    "OUTREACH_DATA names a folder that cannot be created: "
                            + config.data().toAbsolutePath(),
                    failed);
        }
        if (!Files.isWritable(config.data())) {
            throw new StartException(notWritable(config.data().toAbsolutePath()), null);
        }
    }

    private static String notWritable(Path folder) {
        var said = "OUTREACH_DATA names a folder that this program must not write to: " + folder + ". ";
        try {
            return said + "It belongs to " + Files.getOwner(folder) + ", and the program runs as "
                    + System.getProperty("user.name");
        } catch (IOException | UnsupportedOperationException unknown) {
            return said + "The program runs as " + System.getProperty("user.name");
        }
    }

    private static Backend embedded(ServerConfig config, Function<Path, DocumentStore> opening, String resumed) {
        if (!isThere(config) && Files.exists(RestoreTarget.beside(config))) {
            throw new StoreException(
                    "a restore into " + config.data().toAbsolutePath().normalize()
                            + " was broken off; run it again, or delete " + RestoreTarget.beside(config)
                            + " to begin a new store",
                    null);
        }
        // With existing data, new keysets could not open it, and would give other keys to the same client codes.
        var keys = Keyring.open(config.keys(), !isThere(config));
        try {
            return checked(opening.apply(file(config)), keys, resumed);
        } catch (StoreException failed) {
            throw new StoreException(file(config) + ": " + failed.getMessage(), failed);
        }
    }

    /** Whether the embedded store exists. An unreadable one is not treated as missing. */
    static boolean isThere(ServerConfig config) {
        return !Files.notExists(file(config));
    }

    private static Backend checked(DocumentStore store, Keyring keys, String resumed) {
        try {
            var work = Unfinished.of(store);
            boolean isToUpgrade = resumed.equals(FormUpgrade.WORK)
                    && KeyCheck.earlierForm(store, keys).isPresent();
            if (!work.equals(resumed) && !(isToUpgrade && work.equals(FormUpgrade.REPLAY))) {
                Unfinished.check(store);
            }
            Moved.check(store);
            if (!isToUpgrade) {
                KeyCheck.check(store, keys);
            }
            return of(store, keys);
        } catch (RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    /** Enough connections for every worker, the probe and the counting of cells. */
    private static MongoStore mongo(ServerConfig config, Function<MongoLimits, MongoStore> opening) {
        var standard = MongoLimits.DEFAULT;
        var limits = new MongoLimits(
                config.workers() + CONNECTIONS_BESIDE_WORKERS, standard.connectionWait(), standard.timeout());
        try {
            return opening.apply(limits);
        } catch (IllegalArgumentException wrong) {
            // Without the cause, whose message may contain the password.
            throw new StoreException("MONGODB_URI is not a valid connection string of MongoDB", null);
        }
    }
}
