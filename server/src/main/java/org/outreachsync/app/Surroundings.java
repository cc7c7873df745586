package org.outreachsync.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.DocumentStore;
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

    /** Those of production around a store. */
    public static Surroundings of(DocumentStore store, Keyring keys) {
        return new Surroundings(Limits.standard(), store, keys, InstantSource.system(), Ticker.systemTicker(), new SecureRandom());
    }

    /**
     * Opens the keysets and the store that the configuration names. Keysets are made only beside the embedded store.
     *
     * @throws org.outreachsync.keys.KeyringException when a keyset is missing or damaged
     * @throws org.outreachsync.store.StoreException when the store cannot be opened
     */
    public static Surroundings open(ServerConfig config) {
        if (config.mongoUri() != null) {
            throw new UnsupportedOperationException("MONGODB_URI is set, and this build has no MongoDB adapter");
        }
        try {
            Files.createDirectories(config.data());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the folder OUTREACH_DATA", failed);
        }
        var keys = Keyring.open(config.keys(), true);
        return of(new SqliteStore(config.data().resolve(FILE)), keys);
    }
}
