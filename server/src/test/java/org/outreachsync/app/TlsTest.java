package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.edge.RawHttp;

class TlsTest {

    private static final char[] PASSWORD = "for-this-test".toCharArray();

    @Test
    void servesBothVersionsThatAreSafe(@TempDir Path folder) throws Exception {
        var keys = selfSigned(folder);
        var variables = Map.of(
                "OUTREACH_TLS_CERT", pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("server").getEncoded()),
                "OUTREACH_TLS_KEY", pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()));
        try (var rig = new ServerRig(variables)) {
            for (var version : List.of("TLSv1.2", "TLSv1.3")) {
                var socket = (SSLSocket) trusting(keys).getSocketFactory().createSocket("localhost", rig.server.port());
                socket.setEnabledProtocols(new String[] {version});
                try (var client = new RawHttp(socket)) {
                    client.write("GET /v1/sites HTTP/1.1\r\nHost: localhost\r\n\r\n");

                    var response = client.read();

                    assertThat(response.status()).isEqualTo(401);
                    assertThat(response.header("Strict-Transport-Security")).startsWith("max-age=");
                    assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                }
            }
        }
    }

    private static KeyStore selfSigned(Path folder) throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-ext",
                        "SAN=dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static String pem(Path file, String kind, byte[] der) throws IOException {
        var body = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n").toString();
    }

    private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
