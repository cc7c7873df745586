package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.CertificateLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Certificates;
import org.outreachsync.rig.SelfSigned;
import org.outreachsync.rig.ServerRig;
import org.slf4j.LoggerFactory;

/** A server with the files of a certificate that are written over, and tablets that connect to it. */
abstract class CertificateRig {

    static final String CERTIFICATE = "OUTREACH_TLS_CERT";
    static final String KEY = "OUTREACH_TLS_KEY";

    @TempDir
    static Path made;

    /** Valid from 1 March to 30 April; the clock of the server begins on 2 March. */
    static SelfSigned first;

    /** Valid from 1 March to 28 August. */
    static SelfSigned renewed;

    /** Valid in February. */
    static SelfSigned past;

    @TempDir
    Path folder;

    final ListAppender<ILoggingEvent> log = new ListAppender<>();

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

    ServerRig serving(SelfSigned pair, Limits limits) throws IOException {
        put(pair, CERTIFICATE);
        put(pair, KEY);
        return new ServerRig(
                Map.of(CERTIFICATE, file(CERTIFICATE).toString(), KEY, file(KEY).toString()), store -> store, limits);
    }

    ServerRig serving(SelfSigned pair) throws IOException {
        return serving(pair, Limits.standard().withCertificates(looking(Duration.ofDays(1))));
    }

    static CertificateLimits looking(Duration every) {
        var standard = Limits.standard().certificates();
        return new CertificateLimits(every, standard.warnBefore(), standard.warnPart(), standard.remindEvery());
    }

    Path file(String variable) {
        return folder.resolve(variable + ".pem");
    }

    void put(SelfSigned pair, String variable) throws IOException {
        Files.copy(
                Path.of(Objects.requireNonNull(pair.variables().get(variable))),
                file(variable),
                StandardCopyOption.REPLACE_EXISTING);
    }

    List<String> said() {
        return log.list.stream()
                .filter(event -> event.getLevel().levelStr.equals("WARN"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    static JsonObject check(ServerRig rig, int status) throws IOException {
        var ready = rig.management("/health/ready");
        assertThat(ready.status()).isEqualTo(status);
        return ready.json().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("certificate"))
                .findAny()
                .orElseThrow();
    }
}
