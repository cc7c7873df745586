package org.outreachsync.keys;

import com.google.crypto.tink.Mac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Turns a client code into its pseudonym, the client key: HMAC-SHA-256 under a key that only the servers hold. There
 * are only some 10^8 client codes, so a hash without a key could be brute-forced.
 *
 * <p>A client key is 21 bytes: Tink's prefix of five, which identifies the version of the key, and the first 16 of the
 * tag. In a programme of a million people, the probability that two codes have the same key is below 10^-20.
 */
public final class ClientKeys {

    /** The size of a client key in bytes. */
    public static final int SIZE_BYTES = 21;

    private final Mac mac;

    ClientKeys(Mac mac) {
        this.mac = mac;
    }

    /** The client key of a normalised client code, with the newest version of the HMAC key. */
    public byte[] keyOf(String normalisedCode) {
        try {
            var tag = mac.computeMac(normalisedCode.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(tag, SIZE_BYTES);
        } catch (GeneralSecurityException failed) {
            throw new KeyringException("cannot compute a client key", failed);
        }
    }
}
