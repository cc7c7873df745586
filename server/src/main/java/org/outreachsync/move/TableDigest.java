package org.outreachsync.move;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.outreachsync.store.Document;

/** SHA-256 over all documents of a table, in the order of their ids: ids, versions, fields and bodies. */
final class TableDigest {

    private final MessageDigest sha256;
    private long count;

    TableDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digest of all documents to which a walk leads. */
    static TableDigest of(Walk walk) {
        var digest = new TableDigest();
        for (var at = walk.peek(); at != null; at = walk.peek()) {
            digest.add(at);
            walk.next();
        }
        return digest;
    }

    private void add(Document document) {
        count++;
        text(document.id());
        number(document.version());
        var fields = new TreeMap<>(document.fields());
        number(fields.size());
        fields.forEach((name, value) -> {
            text(name);
            if (value instanceof Long number) {
                sha256.update((byte) 0);
                number(number);
            } else {
                sha256.update((byte) 1);
                text((String) value);
            }
        });
        bytes(document.body());
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        number(bytes.length);
        sha256.update(bytes);
    }

    private void number(long number) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    long count() {
        return count;
    }

    /** The digest in hexadecimal. To be called once. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
