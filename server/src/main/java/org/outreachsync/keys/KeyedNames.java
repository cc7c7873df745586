package org.outreachsync.keys;

import com.google.crypto.tink.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final ConcurrentHashMap<String, Keyed> keyed = new ConcurrentHashMap<>();

    /**
     * The key of a purpose. Taking in a key costs as much as a name, so it is taken in once, copied for each thread
     * that needs a name at the same time, and the copies are used again.
     */
    private record Keyed(javax.crypto.Mac first, Queue<javax.crypto.Mac> idle) {

        javax.crypto.Mac taken() throws CloneNotSupportedException {
            var mac = idle.poll();
            return mac == null ? (javax.crypto.Mac) first.clone() : mac;
        }
    }

    KeyedNames(Mac root) {
        this.root = root;
    }

    String name(String purpose, List<byte[]> parts) {
        try {
            var key = keyed.computeIfAbsent(purpose, this::derive);
            var mac = key.taken();
            var length = ByteBuffer.allocate(Integer.BYTES);
            for (var part : parts) {
                mac.update(length.putInt(0, part.length).array());
                mac.update(part);
            }
            var name = HexFormat.of().formatHex(mac.doFinal());
            key.idle().add(mac);
            return name;
        } catch (CloneNotSupportedException failed) {
            throw new KeyringException("cannot compute a name", failed);
        }
    }

    private Keyed derive(String purpose) {
        try {
            var key = root.computeMac((DERIVED + purpose).getBytes(StandardCharsets.UTF_8));
            var mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return new Keyed(mac, new ConcurrentLinkedQueue<>());
        } catch (GeneralSecurityException failed) {
            throw new KeyringException("cannot derive a key", failed);
        }
    }
}
