package org.outreachsync.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of localhost.
 *
 * @param keys holds it
 * @param variables by which a server uses it
 */
public record SelfSigned(KeyStore keys, Map<String, String> variables) {

    private static final char[] PASSWORD = "for-this-test".toCharArray();
    private static final String ALIAS = "server";

    /** One that is valid for two days from now. */
    public static SelfSigned in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        return in(folder, "-0d", 2);
    }

    /** One that is valid for some days from a start on that keytool understands. */
    public static SelfSigned in(Path folder, String start, int days)
            throws IOException, GeneralSecurityException, InterruptedException {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var making = new ProcessBuilder(
                        keytool,
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-startdate",
                        start,
                        "-validity",
                        Integer.toString(days),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!making.waitFor(30, TimeUnit.SECONDS) || making.exitValue() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD);
        return new SelfSigned(
                keys,
                Map.of(
                        "OUTREACH_TLS_CERT",
                                pem(
                                        folder.resolve("cert.pem"),
                                        "CERTIFICATE",
                                        keys.getCertificate(ALIAS).getEncoded()),
                        "OUTREACH_TLS_KEY",
                                pem(
                                        folder.resolve("key.pem"),
                                        "PRIVATE KEY",
                                        keys.getKey(ALIAS, PASSWORD).getEncoded())));
    }

    /** The certificate. */
    public X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) keys.getCertificate(ALIAS);
    }

    /** What a client that trusts it speaks by. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String pem(Path file, String kind, byte[] der) throws IOException {
        var body = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n")
                .toString();
    }
}
