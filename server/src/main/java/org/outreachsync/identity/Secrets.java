package org.outreachsync.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.outreachsync.store.Document;

/** Creates tokens, one-time codes and ids, and the hashes that are stored instead of secrets. */
public final class Secrets {

    /** No token is longer, in characters; longer text is not looked up. */
    public static final int TOKEN_LENGTH_MAX = 128;

    private static final int TOKEN_BYTES = 32;
    private static final int ID_BYTES = 16;
    /** Crockford's base 32, without the letters I, L, O and U, which are easily confused. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int CODE_LENGTH = 12;
    private static final int CODE_GROUP = 4;

    private final RandomGenerator random;

    /**
     * Secrets from this source.
     *
     * @param random a {@link java.security.SecureRandom}, except in tests
     */
    public Secrets(RandomGenerator random) {
        this.random = random;
    }

    /** An opaque token of 256 random bits: 43 characters of base64url. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /** An id of 128 random bits, in 32 hexadecimal digits. */
    public String id() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /** A version for a new document whose id others had that were removed, see {@link Document#drawnVersion}. */
    public long firstVersion() {
        return Document.drawnVersion(random);
    }

    /**
     * A number for a device, from 1 to 2^31 - 1. It is drawn at random, because a server that was restored from a
     * backup has forgotten the last numbers it gave out, and records of two devices with one number would be confused.
     */
    long deviceNo() {
        return random.nextLong(1, 1L << 31);
    }

    /** A code of 60 random bits that a person can read out and type, in groups: {@code 7KQ2-M4XD-9TPA}. */
    public String oneTimeCode() {
        var code = new StringBuilder();
        for (int at = 0; at < CODE_LENGTH; at++) {
            if (at > 0 && at % CODE_GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** The normal form of a typed code, regardless of case, blanks and look-alikes. */
    static String normalCode(String typed) {
        var code = new StringBuilder();
        typed.toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(one -> one != '-' && !Character.isWhitespace(one))
                .forEach(code::appendCodePoint);
        return code.toString().replace('O', '0').replace('I', '1').replace('L', '1');
    }

    /**
     * The SHA-256 of a secret, hexadecimal. Sufficient for secrets with this many random bits, but never for a
     * password.
     */
    static String hash(String secret) {
        return HexFormat.of().formatHex(sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** SHA-256. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    /** Compares two hashes in constant time. */
    static boolean same(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
