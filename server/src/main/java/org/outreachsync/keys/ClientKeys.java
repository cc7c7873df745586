package org.outreachsync.keys;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Turns a client code into its pseudonym, the client key: HMAC-SHA-256 under a key that only the servers hold. A client
 * code has some 10^8 combinations, so that a hash without a key could be undone by trying them all.
 *
 * <p>A client key is 21 bytes: Tink's five of prefix, which name the version of the key, and the first 16 of the tag.
 * Two codes meet in one key with a chance below 10^-20 in a programme of a million people.
 */
public final class ClientKeys {

    /** The size of a client key. */
    public static final int SIZE_BYTES = 21;

    private final Mac mac;

    ClientKeys(KeysetHandle keyset) throws GeneralSecurityException {
        this.mac = keyset.getPrimitive(RegistryConfiguration.get(), Mac.class);
    }

    /** The key of a normalised client code, under the newest version. */
    public byte[] keyOf(String normalisedCode) {
        try {
            var tag = mac.computeMac(normalisedCode.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(tag, SIZE_BYTES);
        } catch (GeneralSecurityException failed) {
            throw new KeyringException("cannot compute a client key", failed);
        }
    }
}
