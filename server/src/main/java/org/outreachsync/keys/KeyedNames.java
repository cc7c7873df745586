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
 * HMAC-SHA-256 with a separate key for each purpose. The keys are derived from a keyset that never changes during the
 * life of its store.
 */
final class KeyedNames {

    private static final String ALGORITHM = "HmacSHA256";
    /** Client codes contain no blanks or lower-case letters, so no derived key equals the tag of a client code. */
    private static final String DERIVED = "derived key for ";

    private final Mac root;
    /** Taking in a key costs as much as a name. So each is taken in once, and copied for each name. */
    private final ConcurrentHashMap<String, javax.crypto.Mac> keyed = new ConcurrentHashMap<>();

    KeyedNames(Mac root) {
        this.root = root;
    }

    String name(String purpose, List<byte[]> parts) {
        try {
            var mac = (javax.crypto.Mac)
                    keyed.computeIfAbsent(purpose, this::derive).clone();
            var length = ByteBuffer.allocate(Integer.BYTES);
            for (var part : parts) {
                mac.update(length.putInt(0, part.length).array());
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (CloneNotSupportedException failed) {
            throw new KeyringException("cannot compute a name", failed);
        }
    }

    private javax.crypto.Mac derive(String purpose) {
        try {
            var key = root.computeMac((DERIVED + purpose).getBytes(StandardCharsets.UTF_8));
            var mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException failed) {
            throw new KeyringException("cannot derive a key", failed);
        }
    }
}
