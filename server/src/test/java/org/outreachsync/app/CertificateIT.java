package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.CertificateLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Certificates;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.SelfSigned;
import org.outreachsync.rig.ServerRig;
import org.slf4j.LoggerFactory;

/**
 * Somebody renews the certificate, or forgets to, or writes something else over its files, while tablets are connected.
 */
class CertificateIT {

    private static final String CERTIFICATE = "OUTREACH_TLS_CERT";
    private static final String KEY = "OUTREACH_TLS_KEY";

    @TempDir
    private static Path made;

    /** Valid from 1 March to 30 April; the clock of the server begins on 2 March. */
    private static SelfSigned first;

    /** Valid from 1 March to 28 August. */
    private static SelfSigned renewed;

    /** Valid in February. */
    private static SelfSigned past;

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void make() throws Exception {
        first = SelfSigned.in(Files.createDirectory(made.resolve("first")), "2026/03/01 00:00:00", 60);
        renewed = SelfSigned.in(Files.createDirectory(made.resolve("renewed")), "2026/03/01 00:00:00", 180);
        past = SelfSigned.in(Files.createDirectory(made.resolve("past")), "2026/02/01 00:00:00", 20);
    }

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(Certificates.class)).addAppender(log);
    }

    @AfterEach
    void leave() {
        ((Logger) LoggerFactory.getLogger(Certificates.class)).detachAppender(log);
    }

    private ServerRig serving(SelfSigned pair, Limits limits) throws IOException {
        put(pair, CERTIFICATE);
        put(pair, KEY);
        return new ServerRig(
                Map.of(CERTIFICATE, file(CERTIFICATE).toString(), KEY, file(KEY).toString()), store -> store, limits);
    }

    private ServerRig serving(SelfSigned pair) throws IOException {
        return serving(pair, Limits.standard().withCertificates(looking(Duration.ofDays(1))));
    }

    private static CertificateLimits looking(Duration every) {
        var standard = Limits.standard().certificates();
        return new CertificateLimits(every, standard.warnBefore(), standard.warnPart(), standard.remindEvery());
    }

    private Path file(String variable) {
        return folder.resolve(variable + ".pem");
    }

    private void put(SelfSigned pair, String variable) throws IOException {
        Files.copy(
                Path.of(Objects.requireNonNull(pair.variables().get(variable))),
                file(variable),
                StandardCopyOption.REPLACE_EXISTING);
    }

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

    @Test
    void warnsOnceADayInTheLastQuarterAndIsNotReadyAfterTheEnd() throws Exception {
        try (var rig = serving(first)) {
            assertThat(check(rig, 200).containsKey("data")).isFalse();
            // 15 of its 60 days are less than the 21 of the limit.
            rig.time.pass(Duration.ofDays(43));
            rig.server.lookAtCertificate();
            assertThat(check(rig, 200).containsKey("data")).isFalse();
            assertThat(said()).isEmpty();

            rig.time.pass(Duration.ofDays(2));
            rig.server.lookAtCertificate();
            rig.server.lookAtCertificate();
            assertThat(check(rig, 200).getJsonObject("data").getString("warning"))
                    .startsWith("the certificate expires at 2026-04-");
            assertThat(said()).containsExactly("the certificate needs to be renewed");
            rig.time.pass(Duration.ofHours(23));
            rig.server.lookAtCertificate();
            assertThat(said()).hasSize(1);
            rig.time.pass(Duration.ofHours(1));
            rig.server.lookAtCertificate();
            assertThat(said()).hasSize(2);

            rig.time.pass(Duration.ofDays(15));
            assertThat(check(rig, 503).getJsonObject("data").getString("reason"))
                    .startsWith("the certificate expired at 2026-04-");
            assertThat(rig.management("/health/ready").json().getString("status"))
                    .isEqualTo("DOWN");

            put(renewed, KEY);
            put(renewed, CERTIFICATE);
            rig.server.lookAtCertificate();
            assertThat(check(rig, 200).containsKey("data")).isFalse();
        }
    }

    @Test
    void oneThatHasExpiredIsSaidAtTheStart() throws Exception {
        try (var rig = serving(past)) {
            assertThat(said()).containsExactly("the certificate needs to be renewed");
            assertThat(check(rig, 503).getJsonObject("data").getString("reason"))
                    .startsWith("the certificate expired at 2026-02-");
        }
    }

    private List<String> said() {
        return log.list.stream()
                .filter(event -> event.getLevel().levelStr.equals("WARN"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static JsonObject check(ServerRig rig, int status) throws IOException {
        var ready = rig.management("/health/ready");
        assertThat(ready.status()).isEqualTo(status);
        return ready.json().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("certificate"))
                .findAny()
                .orElseThrow();
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
