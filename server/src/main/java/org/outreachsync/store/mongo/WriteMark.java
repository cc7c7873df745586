package org.outreachsync.store.mongo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bson.BsonBinary;
import org.bson.BsonDocument;

/**
 * What a call leaves in each document that it writes. A write may be done although its answer is lost, and then be
 * refused as a duplicate of itself, where the server does not remember it. Only what is stored tells whose it is; the
 * content does not, because two servers may write the same.
 *
 * <p>A mark is a hash of the document's id and a secret that the call forgets. So nobody can tell from the marks which
 * documents were written together, or when: a pseudonym must not be found beside a site.
 */
final class WriteMark {

    static final String FIELD = "w";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;
    private static final int BYTES = 12;

    private final byte[] secret = new byte[SECRET_BYTES];

    private WriteMark() {
        RANDOM.nextBytes(secret);
    }

    /** The marks of a call, which no other call has, on any machine. */
    static WriteMark fresh() {
        return new WriteMark();
    }

    /** The mark on a document. */
    BsonBinary on(String id) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(secret);
            return new BsonBinary(Arrays.copyOf(hash.digest(id.getBytes(StandardCharsets.UTF_8)), BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Whether the call wrote a document. */
    boolean isOn(BsonDocument stored) {
        return on(stored.getString(BsonMapping.ID).getValue()).equals(stored.get(FIELD));
    }
}
