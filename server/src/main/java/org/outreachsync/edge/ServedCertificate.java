package org.outreachsync.edge;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.X509KeyManager;
import org.outreachsync.config.ServerConfig.Tls;

/**
 * A certificate with its chain and key, read and checked together.
 *
 * @param chain with the server's own certificate first
 * @param keys provides chain and key to the TLS handshake
 * @param print a hash of the contents of both files
 */
record ServedCertificate(List<X509Certificate> chain, X509KeyManager keys, String print) {

    private static final String CERTIFICATE = "OUTREACH_TLS_CERT";
    private static final String KEY = "OUTREACH_TLS_KEY";
    private static final byte[] PROBE = {1, 2, 3, 4};

    /**
     * Reads both files.
     *
     * @throws TlsFilesException if a file cannot be read or parsed, or if the key belongs to another certificate
     */
    static ServedCertificate read(Tls files, Vertx vertx) {
        var certificate = bytes(files.certificate(), CERTIFICATE);
        var key = bytes(files.key(), KEY);
        var chain = chain(certificate);
        var keys = keys(certificate, key, vertx);
        var own = chain.getFirst();
        if (!belongTogether(own.getPublicKey(), privateKey(keys, own))) {
            throw new TlsFilesException(KEY + " does not belong to the first certificate in " + CERTIFICATE, null);
        }
        return new ServedCertificate(chain, keys, print(certificate, key));
    }

    /** From when the server's own certificate is valid. */
    Instant begins() {
        return chain.getFirst().getNotBefore().toInstant();
    }

    /** When the server's own certificate expires. */
    Instant expires() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /** When the first certificate in the chain to expire does so; it may be a CA's. */
    Instant chainExpires() {
        return chain.stream()
                .map(one -> one.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static byte[] bytes(Path file, String variable) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new TlsFilesException(variable + " names a file that cannot be read", unreadable);
        }
    }

    private static List<X509Certificate> chain(byte[] pem) {
        try {
            var found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException broken) {
            // Reported below, like a file without certificates.
        }
        throw new TlsFilesException(
                CERTIFICATE + " must be a file with the server's certificate and the chain above it, in PEM", null);
    }

    private static X509KeyManager keys(byte[] certificate, byte[] key, Vertx vertx) {
        try {
            var pem = new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate))
                    .addKeyValue(Buffer.buffer(key));
            for (var manager : pem.getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    return keys;
                }
            }
        } catch (Exception broken) {
            // Without the cause, whose message may quote the file.
        }
        throw new TlsFilesException(
                KEY
                        + " must be a file with the private key of the certificate, in PEM (PKCS #8) and without a password",
                null);
    }

    private static PrivateKey privateKey(X509KeyManager keys, X509Certificate own) {
        var aliases = keys.getServerAliases(own.getPublicKey().getAlgorithm(), null);
        if (aliases == null || aliases.length == 0) {
            throw new TlsFilesException(
                    CERTIFICATE
                            + " has a kind of key that is not supported for TLS; use a certificate with an EC or RSA key",
                    null);
        }
        return Objects.requireNonNull(keys.getPrivateKey(aliases[0]));
    }

    /** Whether the public key verifies a signature of the private key. */
    private static boolean belongTogether(PublicKey shown, PrivateKey held) {
        try {
            var algorithm = switch (shown.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> shown.getAlgorithm();
            };
            var signing = Signature.getInstance(algorithm);
            signing.initSign(held);
            signing.update(PROBE);
            var verifying = Signature.getInstance(algorithm);
            verifying.initVerify(shown);
            verifying.update(PROBE);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }

    private static String print(byte[] certificate, byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(certificate);
            return HexFormat.of().formatHex(digest.digest(key));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
