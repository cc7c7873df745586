package org.outreachsync.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.OutboundLimits;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Loss;
import org.outreachsync.export.exchange.Answer.Lost;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Request;
import org.outreachsync.rig.SilentPort;

/** Requests to servers that mean ill, and to places that a destination must not lead to. */
class OutboundClientIT {

    private static final int BODY_MAX = 1_000;
    private static final OutboundLimits LIMITS = limits(Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Request GET = Request.get("/api/ping", "application/json");
    private static final String NAME = "dhis2.example";

    private static Vertx vertx;

    private final List<String> asked = new ArrayList<>();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    private static OutboundLimits limits(Duration idle, Duration whole) {
        return new OutboundLimits(BODY_MAX, BODY_MAX, 2_000, Duration.ofSeconds(10), idle, whole, 4);
    }

    private static OutboundPolicy ownNetwork() {
        return new OutboundPolicy(Set.of(), Set.of(NAME));
    }

    private static Endpoint at(int port) {
        return Endpoint.of("http://" + NAME + ":" + port + "/hiv");
    }

    /** The name leads to these addresses. */
    private Resolver leading(String... addresses) {
        return host -> {
            asked.add(host);
            var found = new ArrayList<InetAddress>();
            for (var address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return found;
        };
    }

    private Answer send(OutboundPolicy policy, OutboundLimits limits, Resolver resolver, Endpoint to, Request request) {
        try (var client = new OutboundClient(vertx, policy, limits, resolver, null)) {
            return client.to(to, Credentials.basic("exporter", "secret")).send(request);
        }
    }

    private Answer send(RawServer server, Request request) {
        return send(ownNetwork(), LIMITS, leading("127.0.0.1"), at(server.port()), request);
    }

    @Test
    void sendsToTheCheckedAddressUnderTheNameOfTheHost() throws IOException {
        try (var server = RawServer.saying(OK)) {
            var post = Request.post(
                    "/api/x?a=b", "application/json", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(send(server, post)).isEqualTo(new Reply(200, null, null, "ok".getBytes(StandardCharsets.UTF_8)));
            assertThat(server.requests).hasSize(1);
            assertThat(server.requests.getFirst().toLowerCase(Locale.ROOT))
                    .startsWith("post /hiv/api/x?a=b http/1.1\r\n")
                    .contains("host: " + NAME + ":" + server.port())
                    .contains("authorization: basic zxhwb3j0zxi6c2vjcmv0")
                    .contains("accept: application/json")
                    .contains("content-type: application/json")
                    .doesNotContain("accept-encoding")
                    .doesNotContain("cookie")
                    .endsWith("\r\n\r\n{}");
        }
        assertThat(asked)
                .as("resolved once, so that a second answer changes nothing")
                .containsExactly(NAME);
    }

    @Test
    void sendsNoCredentialsWhereThereAreNone() throws IOException {
        try (var server = RawServer.saying(OK);
                var client = new OutboundClient(vertx, ownNetwork(), LIMITS, leading("127.0.0.1"), null)) {
            client.to(at(server.port()), Credentials.none()).send(GET);
            assertThat(server.requests.getFirst().toLowerCase(Locale.ROOT)).doesNotContain("authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        try (var other = RawServer.saying(OK);
                var server = RawServer.saying("HTTP/1.1 " + status + " Moved\r\nLocation: http://" + NAME + ":"
                        + other.port() + "/\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server, GET)).isInstanceOfSatisfying(Reply.class, reply -> {
                assertThat(reply.status()).isEqualTo(status);
                assertThat(reply.location()).endsWith(other.port() + "/");
            });
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void asksNothingOfAHostThatIsNotAllowed() throws IOException {
        try (var server = RawServer.saying(OK)) {
            var others = new OutboundPolicy(Set.of("other.example"), Set.of("dhis2.example.evil"));
            assertThat(send(others, LIMITS, leading("127.0.0.1"), at(server.port()), GET))
                    .isEqualTo(new Lost(Loss.NOT_ALLOWED));
            assertThat(asked).isEmpty();
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void speaksPlainlyOnlyInTheOwnNetwork() {
        assertThat(send(ownNetwork(), LIMITS, leading("8.8.8.8"), at(80), GET)).isEqualTo(new Lost(Loss.NOT_ALLOWED));
        asked.clear();
        var policy = new OutboundPolicy(Set.of(NAME), Set.of());
        assertThat(send(policy, LIMITS, leading("8.8.8.8"), at(80), GET)).isEqualTo(new Lost(Loss.NOT_ALLOWED));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "192.168.1.1",
                "172.16.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "::1",
                "fd00::1",
                "fe80::1",
                "::ffff:127.0.0.1",
                "8.8.8.8 127.0.0.1",
                "2606:4700:4700::1111 10.0.0.1"
            })
    void doesNotConnectToANeighbourUnderThePublicNameOfAHost(String addresses) throws IOException {
        try (var server = RawServer.saying(OK)) {
            var policy = new OutboundPolicy(Set.of(NAME), Set.of("other.example"));
            var endpoint = Endpoint.of("https://" + NAME + ":" + server.port());
            assertThat(send(policy, LIMITS, leading(addresses.split(" ")), endpoint, GET))
                    .isEqualTo(new Lost(Loss.NOT_ALLOWED));
            assertThat(server.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fd00:ec2::254", "fe80::1", "0.0.0.0", "100.100.100.200", "224.0.0.1"})
    void neverAsksTheServicesOfACloud(String address) throws IOException {
        try (var server = RawServer.saying(OK)) {
            assertThat(send(ownNetwork(), LIMITS, leading(address), at(server.port()), GET))
                    .isEqualTo(new Lost(Loss.NOT_ALLOWED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "0x7f000001", "localhost"})
    void otherSpellingsOfThisMachineAreThisMachine(String host) throws IOException {
        try (var server = RawServer.saying(OK)) {
            var policy = new OutboundPolicy(Set.of(host), Set.of());
            var answer = send(policy, LIMITS, Resolver.SYSTEM, new Endpoint(true, host, server.port(), ""), GET);
            assertThat(answer).isIn(new Lost(Loss.NOT_ALLOWED), new Lost(Loss.NO_ADDRESS));
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void triesTheNextAddressOnlyWhileNothingWasSent() throws IOException {
        try (var server = RawServer.saying(OK)) {
            assertThat(send(ownNetwork(), LIMITS, leading("127.0.0.2", "127.0.0.1"), at(server.port()), GET))
                    .isInstanceOf(Reply.class);
            assertThat(server.requests).hasSize(1);
        }
        try (var cutting = new RawServer(socket -> {})) {
            assertThat(send(ownNetwork(), LIMITS, leading("127.0.0.1", "127.0.0.1"), at(cutting.port()), GET))
                    .isEqualTo(new Lost(Loss.CUT));
            assertThat(cutting.requests).hasSize(1);
        }
    }

    @Test
    void tellsThatNobodyIsThere() throws IOException {
        Resolver unknown = host -> {
            throw new UnknownHostException(host);
        };
        try (var silent = new SilentPort()) {
            int port = silent.number();
            assertThat(send(ownNetwork(), LIMITS, leading("127.0.0.1"), at(port), GET))
                    .isEqualTo(new Lost(Loss.NO_CONNECTION));
            assertThat(send(ownNetwork(), LIMITS, unknown, at(port), GET)).isEqualTo(new Lost(Loss.NO_ADDRESS));
        }
    }
}
