package org.outreachsync.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadWrapper;
import com.google.crypto.tink.aead.AesGcmKeyManager;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keysets of a programme, each a file of Tink's JSON keyset format in one folder: {@code seal.json} (AES-256-GCM)
 * for everything stored, {@code client-code.json} (HMAC-SHA-256, see {@link ClientKeys}; keyed names are derived from
 * it, too) and {@code cursor.json} (HMAC-SHA-256) for cursors, which clients send back.
 */
public final class Keyring {

    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);
    private static final String SEAL = "seal.json";
    private static final String CURSOR = "cursor.json";
    private static final String CLIENT_CODE = "client-code.json";

    private final Sealer sealer;
    private final Mac cursorMac;
    private final ClientKeys clientKeys;

    private Keyring(Sealer sealer, Mac cursorMac, ClientKeys clientKeys) {
        this.sealer = sealer;
        this.cursorMac = cursorMac;
        this.clientKeys = clientKeys;
    }

    /**
     * Opens the keysets of a folder.
     *
     * @param folder a mounted secret, or the folder of the embedded store
     * @param mayCreate whether to create missing keysets; false with a shared database, where a second server would
     *     create different ones
     * @throws KeyringException if a keyset is missing, damaged or of another kind; the message names the file
     */
    public static Keyring open(Path folder, boolean mayCreate) {
        try {
            register();
            if (mayCreate
                    && Stream.of(SEAL, CURSOR, CLIENT_CODE).noneMatch(name -> Files.exists(folder.resolve(name)))) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                forceFolder(folder.toAbsolutePath().getParent());
                create(
                        folder.resolve(SEAL),
                        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()));
                create(
                        folder.resolve(CURSOR),
                        KeysetHandle.generateNew(
                                PredefinedMacParameters.HMAC_SHA256_256BITTAG, RegistryConfiguration.get()));
                create(
                        folder.resolve(CLIENT_CODE),
                        KeysetHandle.generateNew(
                                PredefinedMacParameters.HMAC_SHA256_256BITTAG, RegistryConfiguration.get()));
            }
            return of(read(folder.resolve(SEAL)), read(folder.resolve(CURSOR)), read(folder.resolve(CLIENT_CODE)));
        } catch (FileSystemException failed) {
            throw new KeyringException(
                    "the keysets in " + folder.toAbsolutePath() + " cannot be read or written", failed);
        } catch (GeneralSecurityException | IOException failed) {
            throw new KeyringException(
                    "the keysets in " + folder.toAbsolutePath() + " cannot be used: " + failed.getMessage(), failed);
        }
    }

    /** New keysets in memory only, for a process that stores nothing. */
    public static Keyring ephemeral() {
        try {
            register();
            return of(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                    KeysetHandle.generateNew(
                            PredefinedMacParameters.HMAC_SHA256_256BITTAG, RegistryConfiguration.get()),
                    KeysetHandle.generateNew(
                            PredefinedMacParameters.HMAC_SHA256_256BITTAG, RegistryConfiguration.get()));
        } catch (GeneralSecurityException failed) {
            throw new KeyringException("cannot create keysets", failed);
        }
    }

    /**
     * Only what keysets are made of. Ten more kinds of keys would be loaded, and known to the registry, at every start.
     */
    private static void register() throws GeneralSecurityException {
        MacConfig.register();
        AeadWrapper.register();
        AesGcmKeyManager.register(true);
    }

    private static Keyring of(KeysetHandle seal, KeysetHandle cursor, KeysetHandle clientCode)
            throws GeneralSecurityException {
        // KeyCheck binds a store to this keyset. If keyed names changed, records that belong together would be split.
        var codes = used(CLIENT_CODE, clientCode, Mac.class, "HMAC-SHA-256");
        return new Keyring(
                new TinkSealer(used(SEAL, seal, Aead.class, "AES-256-GCM"), new KeyedNames(codes)),
                used(CURSOR, cursor, Mac.class, "HMAC-SHA-256"),
                new ClientKeys(codes));
    }

    private static <T> T used(String file, KeysetHandle keyset, Class<T> use, String kind)
            throws GeneralSecurityException {
        try {
            return keyset.getPrimitive(RegistryConfiguration.get(), use);
        } catch (GeneralSecurityException other) {
            throw new GeneralSecurityException(
                    file + " has keys of another kind than " + kind + ". Restore it from where keysets are kept",
                    other);
        }
    }

    private static void create(Path file, KeysetHandle fresh) throws IOException, GeneralSecurityException {
        if (Files.exists(file)) {
            return;
        }
        var json = TinkJsonProtoKeysetFormat.serializeKeyset(
                fresh, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        var folder = file.toAbsolutePath().getParent();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var beside = Files.createTempFile(folder, "keyset", ".new", ownerOnly);
        Files.writeString(beside, json, StandardCharsets.UTF_8);
        // The store syncs what is sealed with this key. A power cut must not lose the key when the sealed data survive.
        force(beside, StandardOpenOption.WRITE);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(folder);
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    private static void forceFolder(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException cannot) {
            // Windows cannot open a folder, and makes file names durable by itself.
            LOG.debug("a folder of keysets was not synced", cannot);
        }
    }

    private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
        if (Files.notExists(file)) {
            throw new IOException(
                    file.getFileName()
                            + " is missing. Set OUTREACH_KEYS to the folder that has it, or restore it from where keysets are kept");
        }
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file, StandardCharsets.UTF_8),
                    RegistryConfiguration.get(),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | CharacterCodingException damaged) {
            // Without the cause, whose message may contain the key.
            throw new GeneralSecurityException(
                    file.getFileName() + " is not a keyset, or is damaged. Restore it from where keysets are kept");
        }
    }

    /** Seals what is stored. */
    public Sealer sealer() {
        return sealer;
    }

    /** Turns client codes into pseudonyms. */
    public ClientKeys clientKeys() {
        return clientKeys;
    }

    /** A tag that proves that this server, or another with the same keysets, made these bytes. */
    public byte[] tag(byte[] bytes) {
        try {
            return cursorMac.computeMac(bytes);
        } catch (GeneralSecurityException failed) {
            throw new KeyringException("cannot compute a tag", failed);
        }
    }

    /** Whether a tag of these bytes is valid. */
    public boolean isOurs(byte[] tag, byte[] bytes) {
        try {
            cursorMac.verifyMac(tag, bytes);
            return true;
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }

    private record TinkSealer(Aead aead, KeyedNames names) implements Sealer {
        @Override
        public byte[] seal(byte[] plain, String place) {
            try {
                return aead.encrypt(plain, place.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException failed) {
                throw new KeyringException("cannot seal", failed);
            }
        }

        @Override
        public byte[] open(byte[] sealed, String place) {
            try {
                return aead.decrypt(sealed, place.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException failed) {
                throw new SealException("cannot open what is sealed for " + place, failed);
            }
        }

        @Override
        public String name(String purpose, List<byte[]> parts) {
            return names.name(purpose, parts);
        }
    }
}
