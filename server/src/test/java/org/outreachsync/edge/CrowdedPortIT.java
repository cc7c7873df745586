package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Route.Body;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.SelfSigned;

/**
 * Connections that say nothing, never end their handshake, or speak something else. Whoever comes next is served all
 * the same.
 */
@Timeout(60)
class CrowdedPortIT {

    private static final int ADDRESS_MAX = 6;
    private static final int TOKEN_MAX = 3;
    private static final Route OPEN = Route.get("/open", Access.anyone(), call -> Answer.json(200, Map.of()));
    private static final Route ECHO = Route.post(
            "/echo",
            Access.device(),
            Body.PROTOBUF,
            call -> new Answer(200, "application/x-protobuf", call.body(), Map.of()));

    private final List<Socket> crowd = new ArrayList<>();

    private static Limits few() {
        return Limits.standard()
                .withShares(Limits.standard()
                        .shares()
                        .withConnections(ADDRESS_MAX, TOKEN_MAX)
                        .withRequests(250, 100, 100, 100, 10));
    }

    /** Also called before a server is stopped that would otherwise wait for its callers. */
    @AfterEach
    void leave() throws IOException {
        for (var socket : crowd) {
            socket.close();
        }
    }

    private Socket connect(EdgeRig rig) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), rig.port);
        crowd.add(socket);
        return socket;
    }

    @Test
    void idleConnectionsShutNobodyOut() throws IOException {
        try (var rig = new EdgeRig(few(), 8, OPEN)) {
            for (int at = 0; at < 3 * ADDRESS_MAX; at++) {
                connect(rig);
                if (at % 2 == 0) {
                    crowd.getLast().getOutputStream().write("GET /op".getBytes(StandardCharsets.US_ASCII));
                }
            }
            for (int probe = 0; probe < 28; probe++) {
                assertThat(rig.send("GET", "/open", "", new byte[0]).status()).isEqualTo(200);
            }

            assertThat(new RawHttp(crowd.getFirst()).isClosedByServer()).isTrue();
            assertThat(rig.meters.scrape())
                    .containsPattern("outreach_http_limits_reached_total\\{limit=\"address_connections\"} [1-9]");
        }
    }

    @Test
    void whoeverWaitsForAnAnswerIsNotCut() throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var wait = Route.get("/wait", Access.anyone(), call -> {
            entered.countDown();
            try {
                go.await();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            return Answer.json(200, Map.of());
        });
        try (var rig = new EdgeRig(few(), 8, wait, OPEN);
                var client = new RawHttp(rig.port)) {
            client.write(RawHttp.request("GET", "/wait", "", new byte[0]));
            entered.await();
            for (int at = 0; at < 3 * ADDRESS_MAX; at++) {
                connect(rig);
            }
            assertThat(rig.send("GET", "/open", "", new byte[0]).status()).isEqualTo(200);
            go.countDown();

            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aTokenHoldsItsShareOfConnections() throws IOException {
        try (var rig = new EdgeRig(few(), 8, ECHO)) {
            var device = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
            var clients = new ArrayList<RawHttp>();
            for (int at = 0; at <= TOKEN_MAX; at++) {
                clients.add(new RawHttp(connect(rig)));
                clients.getLast().write(RawHttp.request("POST", "/echo", device, new byte[] {1}));
                assertThat(clients.getLast().read().status()).isEqualTo(200);
            }

            assertThat(clients.getFirst().isClosedByServer()).isTrue();
            clients.getLast().write(RawHttp.request("POST", "/echo", device, new byte[] {1}));
            assertThat(clients.getLast().read().status()).isEqualTo(200);
            leave();
        }
    }

    @Test
    void handshakesThatNeverEndShutNobodyOut(@TempDir Path folder) throws Exception {
        var certificate = SelfSigned.in(folder);
        try (var rig = new EdgeRig(few(), 8, certificate.variables(), OPEN)) {
            for (int at = 0; at < 3 * ADDRESS_MAX; at++) {
                connect(rig).getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00});
            }
            try (var client =
                    new RawHttp(certificate.trusting().getSocketFactory().createSocket("localhost", rig.port))) {
                client.write(RawHttp.request("GET", "/open", "", new byte[0]));

                assertThat(client.read().status()).isEqualTo(200);
            }
            assertThat(new RawHttp(crowd.getFirst()).isClosedByServer()).isTrue();
            leave();
        }
    }

    /** So its streams, resets, settings and continuations cannot be abused. */
    @Test
    void doesNotSpeakHttp2OverTls(@TempDir Path folder) throws Exception {
        var certificate = SelfSigned.in(folder);
        try (var rig = new EdgeRig(few(), 8, certificate.variables(), OPEN);
                var socket =
                        (SSLSocket) certificate.trusting().getSocketFactory().createSocket("localhost", rig.port)) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();

            assertThat(socket.getApplicationProtocol()).isNotEqualTo("h2");
        }
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {
                "000004000000000000", // an empty SETTINGS
                "000004030000000001" + "00000000", // RST_STREAM
                "000001010000000001" + "82" + "000001090000000001" + "82", // HEADERS, then CONTINUATION
            })
    void doesNotSpeakHttp2InTheClear(String frame) throws IOException {
        try (var rig = new EdgeRig(few(), 8, OPEN);
                var client = new RawHttp(connect(rig))) {
            client.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            try {
                for (int at = 0; at < 10_000; at++) {
                    client.write(HexFormat.of().parseHex(frame));
                }
            } catch (IOException cut) {
                assertThat(cut).isNotNull();
            }
            assertThat(rig.send("GET", "/open", "", new byte[0]).status()).isEqualTo(200);
            rig.awaitMeters("outreach_http_requests_active 0.0");
        }
    }

    @Test
    void doesNotUpgrade() throws IOException {
        var upgrade =
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nUpgrade: ";
        try (var rig = new EdgeRig(few(), 8, OPEN)) {
            assertThat(rig.send("GET", "/open", upgrade + "websocket\r\n", new byte[0])
                            .status())
                    .isEqualTo(200);
            assertThat(rig.send("GET", "/nothing", upgrade + "websocket\r\n", new byte[0])
                            .status())
                    .isEqualTo(404);
            assertThat(rig.send(
                                    "GET",
                                    "/open",
                                    "Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\nUpgrade: h2c\r\n",
                                    new byte[0])
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void answersPipelinedRequestsOneAfterTheOther() throws IOException {
        int requests = 2_000;
        try (var rig = new EdgeRig(few(), 8, OPEN);
                var client = new RawHttp(connect(rig))) {
            var pipeline =
                    "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\nGET /open HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .repeat(requests / 2);
            Thread.ofVirtual().start(() -> {
                try {
                    client.write(pipeline);
                } catch (IOException cut) {
                    Thread.currentThread().interrupt();
                }
            });

            for (int at = 0; at < requests / 2; at++) {
                assertThat(client.read().status()).isEqualTo(404);
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
    }
}
