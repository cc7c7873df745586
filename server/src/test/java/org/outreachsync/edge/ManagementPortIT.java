package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ManagementLimits;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.store.ForwardingStore;

/**
 * Whoever reaches the management port, by mistake or not, holds it up for a few seconds at most, and from outside the
 * machine nobody does.
 */
class ManagementPortIT {

    private static final ManagementLimits TIGHT = new ManagementLimits(
            4,
            2,
            200,
            1_000,
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofDays(3),
            50);

    @Test
    void listensOnThisMachineOnlyUnlessToldOtherwise() throws IOException {
        var outside = outside();
        try (var rig = new ServerRig(Map.of())) {
            assertThat(rig.management("/health/live").status()).isEqualTo(200);
            for (var address : outside) {
                assertThatThrownBy(() -> connect(address, rig.server.managementPort()))
                        .as(address.toString())
                        .isInstanceOf(IOException.class);
            }
        }
        try (var rig = new ServerRig(Map.of("OUTREACH_MANAGEMENT_HOST", "0.0.0.0"))) {
            for (var address : outside) {
                connect(address, rig.server.managementPort());
            }
        }
    }

    /**
     * Addresses of this machine that are not its loopback; none where it has no network. Loopback has many, of which
     * 127.0.0.1 alone is listened on.
     */
    private static List<InetAddress> outside() throws IOException {
        var own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress());
        return Stream.concat(own, Stream.of(InetAddress.getByName("127.0.0.2"))).toList();
    }

    private static void connect(InetAddress address, int port) throws IOException {
        new Socket(address, port).close();
    }

    @Test
    void refusesHeadsThatAreTooLong() throws IOException {
        try (var rig = tight()) {
            assertThat(asked(rig, "GET /" + "a".repeat(300) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isEqualTo(414);
            assertThat(asked(rig, "GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(2_000) + "\r\n\r\n"))
                    .isEqualTo(431);
            assertThat(asked(rig, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isEqualTo(200);
        }
    }

    /** As the other port does, so that whoever probes finds out why. */
    @Test
    void saysWhyARequestCannotBeRead() throws IOException {
        try (var rig = tight()) {
            var port = "/health/live HTTP/1.1\r\nHost: x\r\n";
            refused(rig, "nonsense\r\n\r\n", 400, "MALFORMED");
            refused(rig, "GET /health/live HTTP/1.1\r\nHost : x\r\n\r\n", 400, "MALFORMED");
            refused(rig, "GET /health/live HTTP/2.0\r\nHost: x\r\n\r\n", 400, "MALFORMED");
            refused(rig, "POST " + port + "Content-Length: 3, 4\r\n\r\n", 400, "MALFORMED");
            refused(rig, "GET /" + "a".repeat(300) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414, "LINE_TOO_LONG");
            refused(rig, "GET " + port + "X: " + "a".repeat(2_000) + "\r\n\r\n", 431, "HEADERS_TOO_LARGE");
            assertThat(asked(rig, "GET " + port + "\r\n")).isEqualTo(200);
        }
    }

    private static void refused(ServerRig rig, String request, int status, String code) throws IOException {
        try (var client = new RawHttp(rig.server.managementPort())) {
            client.write(request);
            var answer = client.read();
            assertThat(answer.status()).as(request).isEqualTo(status);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.code()).isEqualTo(code);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersARequestWhoseBodyBreaks() throws IOException {
        try (var rig = tight();
                var client = new RawHttp(rig.server.managementPort())) {
            client.write("GET /health/live HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsHeadersThatDripAndConnectionsThatSayNothing() throws IOException {
        try (var rig = tight();
                var silent = new RawHttp(rig.server.managementPort());
                var dripping = new RawHttp(rig.server.managementPort())) {
            dripping.write("GET /health/live HTTP/1.1\r\nX: ");

            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(dripping.isClosedByServer()).isTrue();
        }
    }

    @Test
    void waitsForNoBody() throws IOException {
        try (var rig = tight();
                var client = new RawHttp(rig.server.managementPort())) {
            client.write("GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void takesSoManyConnectionsAndCutsTheOldestIdleOneForAnother() throws IOException {
        try (var rig = tight()) {
            var open = new ArrayList<RawHttp>();
            try {
                for (int no = 0; no < TIGHT.connectionsMax(); no++) {
                    var client = new RawHttp(rig.server.managementPort());
                    client.write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(client.read().status()).isEqualTo(200);
                    open.add(client);
                }
                try (var oneMore = new RawHttp(rig.server.managementPort())) {
                    oneMore.write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(oneMore.read().status()).isEqualTo(200);
                    assertThat(open.getFirst().isClosedByServer()).isTrue();
                }
            } finally {
                for (var client : open) {
                    client.close();
                }
            }
        }
    }

    @Test
    void answersBusyWhileSoManyChecksAreUnderWayAndRecovers() throws Exception {
        var answering = new CountDownLatch(1);
        var asked = Collections.synchronizedList(new ArrayList<RawHttp>());
        try (var rig = new ServerRig(
                Map.of(),
                memory -> new ForwardingStore(memory) {
                    @Override
                    public void ping() {
                        try {
                            answering.await(20, TimeUnit.SECONDS);
                        } catch (InterruptedException hurried) {
                            Thread.currentThread().interrupt();
                        }
                    }
                },
                Limits.standard()
                        .withManagement(new ManagementLimits(
                                64,
                                2,
                                1_024,
                                8_192,
                                Duration.ofSeconds(20),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1),
                                Duration.ofDays(3),
                                50)))) {
            for (int no = 0; no < 2; no++) {
                var client = new RawHttp(rig.server.managementPort());
                client.write("GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
                asked.add(client);
            }
            while (asked(rig, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n") != 503) {
                // The two that wait may not have been read yet.
            }

            answering.countDown();

            for (var client : asked) {
                assertThat(client.read().status()).isEqualTo(200);
                client.close();
            }
            assertThat(asked(rig, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isEqualTo(200);
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsSaidInTime() throws Exception {
        var over = new CountDownLatch(1);
        try (var rig = new ServerRig(Map.of(), memory -> new ForwardingStore(memory) {
            @Override
            public void ping() {
                try {
                    over.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                }
            }
        })) {
            var answer = rig.management("/health/ready");
            over.countDown();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().getJsonArray("checks").getJsonObject(0).encode())
                    .isEqualTo(
                            "{\"name\":\"store-read\",\"status\":\"DOWN\",\"data\":{\"reason\":\"no answer in time\"}}");
        }
    }

    private static ServerRig tight() {
        return new ServerRig(Map.of(), memory -> memory, Limits.standard().withManagement(TIGHT));
    }

    private static int asked(ServerRig rig, String request) throws IOException {
        try (var client = new RawHttp(rig.server.managementPort())) {
            client.write(request);
            return client.read().status();
        }
    }
}
