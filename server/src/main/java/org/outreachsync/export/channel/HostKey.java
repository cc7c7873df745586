package org.outreachsync.export.channel;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** The one key by which a server is known, pinned when a destination is set up. */
public final class HostKey {

    private static final String FINGERPRINT = "SHA256:";
    private static final int SHA_256_BYTES = 32;
    private static final int TEXT_LENGTH_MAX = 4_096;

    /** Kinds of keys. A server may have one of each, so a client must ask for the kind that it knows. */
    enum Kind {
        ED25519,
        ECDSA,
        RSA;

        /** With which such a key signs. RSA does with SHA-2 only: {@code ssh-rsa} itself stands for SHA-1. */
        List<NamedFactory<Signature>> signatures() {
            return switch (this) {
                case ED25519 -> List.of(BuiltinSignatures.ed25519);
                case ECDSA ->
                    List.of(BuiltinSignatures.nistp256, BuiltinSignatures.nistp384, BuiltinSignatures.nistp521);
                case RSA -> List.of(BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256);
            };
        }

        private boolean isOf(String algorithm) {
            return this == RSA
                    ? algorithm.equals("ssh-rsa")
                    : signatures().stream().anyMatch(one -> one.getName().equals(algorithm));
        }
    }

    private final String fingerprint;
    private final List<Kind> kinds;

    private HostKey(String fingerprint, List<Kind> kinds) {
        this.fingerprint = fingerprint;
        this.kinds = kinds;
    }

    /**
     * Reads a pinned key.
     *
     * @param text a fingerprint as {@code ssh-keygen -l} prints it, {@code SHA256:…}, or a public key as in the
     *     {@code .pub} files of a server, {@code ssh-ed25519 AAAA…}
     * @throws IllegalArgumentException if it is neither
     */
    public static HostKey parse(String text) {
        var pinned = text.strip();
        if (pinned.length() > TEXT_LENGTH_MAX) {
            throw unreadable();
        }
        if (pinned.startsWith(FINGERPRINT)) {
            var digest = decode(pinned.substring(FINGERPRINT.length()));
            if (digest.length != SHA_256_BYTES) {
                throw unreadable();
            }
            return new HostKey(fingerprint(digest), List.of(Kind.values()));
        }
        int blank = pinned.indexOf(' ');
        var kind = blank < 0 ? Optional.<Kind>empty() : kindOf(pinned.substring(0, blank));
        var rest = pinned.substring(blank + 1).stripLeading();
        int comment = rest.indexOf(' ');
        var key = decode(comment < 0 ? rest : rest.substring(0, comment));
        return new HostKey(fingerprint(sha256(key)), List.of(kind.orElseThrow(HostKey::unreadable)));
    }

    private static Optional<Kind> kindOf(String algorithm) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.isOf(algorithm)).findFirst();
    }

    private static byte[] sha256(byte[] key) {
        try {
            var digest = BuiltinDigests.sha256.create();
            digest.init();
            digest.update(key);
            return digest.digest();
        } catch (Exception impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw unreadable();
        }
    }

    private static String fingerprint(byte[] digest) {
        return FINGERPRINT + Base64.getEncoder().withoutPadding().encodeToString(digest);
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "A host key is a fingerprint (SHA256:…) or a public key (ssh-ed25519, ecdsa-sha2-nistp… or ssh-rsa).");
    }

    /** The kinds that this key may be of. */
    List<Kind> kinds() {
        return kinds;
    }

    boolean is(PublicKey shown) {
        return fingerprint.equals(fingerprintOf(shown));
    }

    /** The fingerprint of a key, as {@code ssh-keygen -l} prints it. */
    static String fingerprintOf(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    /** The fingerprint of the pinned key. */
    @Override
    public String toString() {
        return fingerprint;
    }
}
