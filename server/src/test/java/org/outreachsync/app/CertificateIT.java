package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/**
 * Somebody renews the certificate, or forgets to, or writes something else over its files, while tablets are connected.
 */
class CertificateIT extends CertificateRig {

    @Test
    void newConnectionsAreShownTheRenewedOneAndOpenOnesGoOn() throws Exception {
        try (var rig = serving(first);
                var open = connected(rig)) {
            var client = new RawHttp(open);
            assertThat(asked(client)).isEqualTo(401);
            put(renewed, KEY);
            put(renewed, CERTIFICATE);

            assertThat(rig.server.lookAtCertificate()).isTrue();

            assertThat(shown(rig)).isEqualTo(renewed.certificate());
            assertThat(asked(client)).isEqualTo(401);
            assertThat(open.getSession().getPeerCertificates()[0]).isEqualTo(first.certificate());
            assertThat(rig.server.lookAtCertificate())
                    .as("it is the one that is shown")
                    .isFalse();
            assertThat(metric(rig, "expiry_timestamp_seconds"))
                    .isEqualTo(renewed.certificate().getNotAfter().toInstant().getEpochSecond() * 1.0);
        }
    }

    @Test
    void aPairOfWhichOneFileIsWrittenIsTakenOnceBothAre() throws Exception {
        try (var rig = serving(first)) {
            put(renewed, CERTIFICATE);

            assertThat(rig.server.lookAtCertificate()).isFalse();
            assertThat(rig.server.lookAtCertificate()).isFalse();

            assertThat(shown(rig)).isEqualTo(first.certificate());
            assertThat(check(rig, 200).getJsonObject("data").getString("warning"))
                    .contains("OUTREACH_TLS_KEY does not belong to the first certificate");
            assertThat(metric(rig, "renewal_failing")).isEqualTo(1);
            assertThat(metric(rig, "renewals_refused_total")).isEqualTo(1);
            assertThat(said())
                    .containsExactly("the renewed certificate cannot be used; still serving the previous one");

            put(renewed, KEY);
            assertThat(rig.server.lookAtCertificate()).isTrue();
            assertThat(shown(rig)).isEqualTo(renewed.certificate());
            assertThat(check(rig, 200).containsKey("data")).isFalse();
            assertThat(metric(rig, "renewal_failing")).isZero();
        }
    }

    @Test
    void whateverElseIsWrittenOverTheFilesChangesNothing() throws Exception {
        try (var rig = serving(first)) {
            var whole = Files.readString(file(CERTIFICATE));
            for (var broken : List.of(
                    "",
                    "junk",
                    whole.substring(0, whole.length() / 2),
                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
                Files.writeString(file(CERTIFICATE), broken);
                assertThat(rig.server.lookAtCertificate()).as(broken).isFalse();
                assertThat(shown(rig)).as(broken).isEqualTo(first.certificate());
                assertThat(check(rig, 200).getJsonObject("data").getString("warning"))
                        .contains("OUTREACH_TLS_CERT must be");
            }
            Files.delete(file(CERTIFICATE));
            assertThat(rig.server.lookAtCertificate()).isFalse();
            assertThat(check(rig, 200).getJsonObject("data").getString("warning"))
                    .contains("OUTREACH_TLS_CERT names a file that cannot be read");
            put(past, CERTIFICATE);
            put(past, KEY);
            assertThat(rig.server.lookAtCertificate())
                    .as("one that expired in February")
                    .isFalse();
            assertThat(check(rig, 200).getJsonObject("data").getString("warning"))
                    .contains("OUTREACH_TLS_CERT expired at 2026-02-");
            assertThat(shown(rig)).isEqualTo(first.certificate());

            put(first, CERTIFICATE);
            put(first, KEY);
            assertThat(rig.server.lookAtCertificate())
                    .as("the old ones are back")
                    .isFalse();
            assertThat(check(rig, 200).containsKey("data")).isFalse();
        }
    }

    @Test
    void theServerLooksByItself() throws Exception {
        try (var rig = serving(first, Limits.standard().withCertificates(looking(Duration.ofMillis(20))))) {
            put(renewed, KEY);
            put(renewed, CERTIFICATE);

            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            var shown = shown(rig);
            while (!shown.equals(renewed.certificate()) && System.nanoTime() < end) {
                shown = shown(rig);
            }
            assertThat(shown).isEqualTo(renewed.certificate());
        }
    }

    private static double metric(ServerRig rig, String name) throws IOException {
        var text = new String(rig.management("/metrics").body(), StandardCharsets.UTF_8);
        var line = text.lines()
                .filter(one -> one.startsWith("outreach_certificate_" + name + " "))
                .findAny()
                .orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static int asked(RawHttp client) throws IOException {
        client.write("GET /v1/sites HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return client.read().status();
    }

    private static X509Certificate shown(ServerRig rig) throws IOException, GeneralSecurityException {
        try (var socket = connected(rig)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connected(ServerRig rig) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Curious()}, new SecureRandom());
        var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", rig.server.port());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    /** Looks at certificates and trusts them all, since their time is that of the server's clock. */
    private static final class Curious implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            assertThat(chain).isNotEmpty();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
