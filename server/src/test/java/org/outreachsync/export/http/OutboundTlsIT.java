package org.outreachsync.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Loss;
import org.outreachsync.export.exchange.Answer.Lost;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Request;
import org.outreachsync.rig.SelfSigned;

/** A server is believed only by a certificate that is trusted and is its own. */
class OutboundTlsIT {

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private Path certificate;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        var files = SelfSigned.in(folder).variables();
        certificate = Path.of(files.get("OUTREACH_TLS_CERT"));
        var keys = new PemKeyCertOptions()
                .setCertPath(files.get("OUTREACH_TLS_CERT"))
                .setKeyPath(files.get("OUTREACH_TLS_KEY"));
        server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(keys))
                .requestHandler(request -> {
                    heads.add(request.connection().indicatedServerName() + " " + request.authority() + " "
                            + request.getHeader("Authorization"));
                    request.response().end("ok");
                })
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private Answer send(String host, @Nullable Path trusted) {
        var policy = new OutboundPolicy(Set.of(), Set.of(host));
        Resolver here = name -> List.of(InetAddress.getLoopbackAddress());
        try (var client = new OutboundClient(vertx, policy, OutboundLimits.standard(), here, trusted)) {
            return client.to(Endpoint.of("https://" + host + ":" + server.actualPort()), Credentials.apiToken("secret"))
                    .send(Request.get("/", "*/*"));
        }
    }

    @Test
    void speaksToAServerWithItsOwnTrustedCertificate() {
        assertThat(send("localhost", certificate))
                .isEqualTo(new Reply(200, null, null, "ok".getBytes(StandardCharsets.UTF_8)));
        // A name without a dot is not indicated.
        assertThat(heads).containsExactly("null localhost:" + server.actualPort() + " ApiToken secret");
    }

    @Test
    void tellsNothingToAServerThatNobodyVouchesFor() {
        assertThat(send("localhost", null)).isEqualTo(new Lost(Loss.NOT_TRUSTED));
        assertThat(heads).isEmpty();
    }

    @Test
    void tellsNothingToAServerWithTheCertificateOfAnother() {
        assertThat(send("dhis2.example", certificate)).isEqualTo(new Lost(Loss.NOT_TRUSTED));
        assertThat(heads).isEmpty();
    }
}
