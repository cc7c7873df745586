package org.outreachsync.keys;

import com.google.crypto.tink.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under a key of its own for each purpose, derived from a keyset that never changes while its store lives.
 */
final class KeyedNames {

    private static final String ALGORITHM = "HmacSHA256";
    /** No client code has a blank or a small letter, so that no derived key is the tag of one. */
    private static final String DERIVED = "derived key for ";

    private final Mac root;
    private final ConcurrentHashMap<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    KeyedNames(Mac root) {
        this.root = root;
    }

    String name(String purpose, List<byte[]> parts) {
        try {
            var mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(keys.computeIfAbsent(purpose, this::derive));
            for (var part : parts) {
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException failed) {
            throw new KeyringException("cannot compute a name", failed);
        }
    }

    private SecretKeySpec derive(String purpose) {
        try {
            return new SecretKeySpec(root.computeMac((DERIVED + purpose).getBytes(StandardCharsets.UTF_8)), ALGORITHM);
        } catch (GeneralSecurityException failed) {
            throw new KeyringException("cannot derive a key", failed);
        }
    }
}
