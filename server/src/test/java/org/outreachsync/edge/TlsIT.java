package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.app.Server;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/** Clients that offer one version and one suite each, to servers with an EC and with an RSA key. */
class TlsIT {

    private static final char[] PASSWORD = "for-this-test".toCharArray();

    /** What the certificate's key is. */
    enum Key {
        EC("-groupname", "secp256r1"),
        RSA("-keysize", "2048");

        private final String option;
        private final String value;

        Key(String option, String value) {
            this.option = option;
            this.value = value;
        }
    }

    @TempDir
    private static Path folder;

    private static final Map<Key, ServerRig> SERVERS = new EnumMap<>(Key.class);
    private static final Map<Key, SSLContext> CLIENTS = new EnumMap<>(Key.class);

    @BeforeAll
    static void start() throws Exception {
        for (var key : Key.values()) {
            var keys = selfSigned(key);
            CLIENTS.put(key, trusting(keys));
            SERVERS.put(
                    key,
                    new ServerRig(Map.of(
                            "OUTREACH_TLS_CERT",
                                    pem(
                                            folder.resolve(key + "-cert.pem"),
                                            "CERTIFICATE",
                                            keys.getCertificate("server").getEncoded()),
                            "OUTREACH_TLS_KEY",
                                    pem(
                                            folder.resolve(key + "-key.pem"),
                                            "PRIVATE KEY",
                                            keys.getKey("server", PASSWORD).getEncoded()))));
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(ServerRig::close);
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void servesBothVersionsThatAreSafe(Key key) throws Exception {
        for (var version : List.of("TLSv1.2", "TLSv1.3")) {
            var socket = socket(key);
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

    @ParameterizedTest
    @EnumSource(Key.class)
    void takesNoSuiteButThoseThatAuthenticateWhatTheyEncryptUnderKeysOfTheirOwn(Key key) throws Exception {
        var taken = new ArrayList<String>();
        for (var suite : client(key).getSupportedSSLParameters().getCipherSuites()) {
            if (!suite.equals("TLS_EMPTY_RENEGOTIATION_INFO_SCSV") && isTaken(key, suite)) {
                taken.add(suite);
            }
        }
        assertThat(taken)
                .containsExactlyInAnyOrder(
                        "TLS_AES_256_GCM_SHA384",
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_" + auth(key) + "_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_" + auth(key) + "_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_" + auth(key) + "_WITH_CHACHA20_POLY1305_SHA256");
    }

    private static String auth(Key key) {
        return key == Key.EC ? "ECDSA" : "RSA";
    }

    @Test
    void theClientOfThisTestOffersWhatItSays() {
        assertThat(client(Key.RSA).getSupportedSSLParameters().getCipherSuites())
                .contains(
                        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void takesNoOlderVersion(String version) throws Exception {
        var socket = socket(Key.RSA);
        socket.setEnabledProtocols(new String[] {version});
        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void agreesOnKeysOnceForAConnection(Key key) throws Exception {
        var socket = socket(key);
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.setSoTimeout(20_000);
        socket.startHandshake();

        assertThatThrownBy(() -> {
                    socket.startHandshake();
                    socket.getOutputStream().write(1);
                    socket.getInputStream().read();
                })
                .isInstanceOf(SSLException.class);
    }

    private static boolean isTaken(Key key, String suite) throws IOException {
        try (var socket = socket(key)) {
            boolean modern = Arrays.asList(
                            "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256")
                    .contains(suite);
            socket.setEnabledProtocols(new String[] {modern ? "TLSv1.3" : "TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return socket.getSession().getCipherSuite().equals(suite);
        } catch (SSLException refused) {
            return false;
        }
    }

    private static SSLContext client(Key key) {
        return Objects.requireNonNull(CLIENTS.get(key));
    }

    private static Server server(Key key) {
        return Objects.requireNonNull(SERVERS.get(key)).server;
    }

    private static SSLSocket socket(Key key) throws IOException {
        return (SSLSocket) client(key)
                .getSocketFactory()
                .createSocket("localhost", server(key).port());
    }

    private static KeyStore selfSigned(Key key) throws Exception {
        var file = folder.resolve(key + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ArrayList<>(List.of(
                keytool, "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", "server", "-keyalg", key.name()));
        command.addAll(List.of(
                key.option,
                key.value,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
        var made = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static String pem(Path file, String kind, byte[] der) throws IOException {
        var body = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n")
                .toString();
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
