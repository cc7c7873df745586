package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.outreachsync.config.Limits;
import org.outreachsync.config.Limits.Rate;
import org.outreachsync.config.Limits.Rates;
import org.outreachsync.edge.Route.Body;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.RawHttp;

/** Callers that are slow, many or greedy, and a server that is full or stops. */
@Timeout(60)
class PressureIT {

    private static final Route ECHO = Route.post(
            "/echo",
            Access.device(),
            Body.PROTOBUF,
            call -> new Answer(200, "application/x-protobuf", call.body(), Map.of()));

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private final Route wait = Route.post("/wait", Access.oneTimeCode(), Body.NONE, call -> {
        waiting.incrementAndGet();
        entered.countDown();
        try {
            go.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return Answer.json(200, Map.of("done", true));
    });

    private static Limits deadlines(long requestMillis, long headersMillis) {
        var limits = Limits.standard();
        return limits.withHttp(
                limits.http().withDeadlines(Duration.ofMillis(requestMillis), Duration.ofMillis(headersMillis)));
    }

    @Test
    void cutsABodyThatDripsPastTheDeadline() throws Exception {
        try (var rig = new EdgeRig(deadlines(400, 30_000), 8, ECHO);
                var client = new RawHttp(rig.port)) {
            var device = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device + "Content-Length: 100000\r\n\r\n");
            drip(client, "x");

            var response = client.read();

            assertThat(response.status()).isEqualTo(408);
            assertThat(response.code()).isEqualTo("TIMEOUT");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsHeadersThatDrip() throws Exception {
        try (var rig = new EdgeRig(deadlines(30_000, 300), 8, ECHO);
                var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nX-Slow: ");
            drip(client, "x");

            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** Sends a byte now and then, so that the connection is never idle, until the server has had enough. */
    private static void drip(RawHttp client, String piece) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    client.write(piece);
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            } catch (IOException | InterruptedException cut) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void answersBusyAtOnceWhenNoWorkerIsFree() throws Exception {
        try (var rig = new EdgeRig(Limits.standard(), 1, wait);
                var first = new RawHttp(rig.port)) {
            first.write(RawHttp.request("POST", "/wait", "", new byte[0]));
            entered.await();

            var second = rig.send("POST", "/wait", "", new byte[0]);
            go.countDown();

            assertThat(second.status()).isEqualTo(503);
            assertThat(second.code()).isEqualTo("BUSY");
            assertThat(Integer.parseInt(second.header("Retry-After"))).isPositive();
            assertThat(first.read().status()).isEqualTo(200);
        }
    }

    @Test
    void answersBusyWhenTheWorkIsNotDoneInTime() throws Exception {
        try (var rig = new EdgeRig(deadlines(200, 30_000), 8, wait)) {
            var response = rig.send("POST", "/wait", "", new byte[0]);
            go.countDown();

            assertThat(response.status()).isEqualTo(503);
        }
    }

    @Test
    void letsRequestsUnderWayEndBeforeItStops() throws Exception {
        try (var rig = new EdgeRig(Limits.standard(), 4, wait);
                var client = new RawHttp(rig.port)) {
            client.write(RawHttp.request("POST", "/wait", "", new byte[0]));
            entered.await();

            var drained = rig.edge.drain().toCompletionStage().toCompletableFuture();
            assertThat(rig.workers.inUse()).isEqualTo(1);
            assertThat(drained).isNotDone();
            go.countDown();

            assertThat(client.read().status()).isEqualTo(200);
            drained.get(20, TimeUnit.SECONDS);
            assertThat(rig.workers.drain(Duration.ofSeconds(5))).isTrue();
            askAgain(rig.port);
            assertThat(waiting).hasValue(1);
        }
    }

    /** The port may be another test's by now, so what comes back tells nothing. */
    private static void askAgain(int port) {
        try (var late = new RawHttp(port)) {
            late.write(RawHttp.request("POST", "/wait", "", new byte[0]));
            late.read();
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @Test
    void limitsTriesOfOneTimeCodesByAddress() throws Exception {
        var standard = Limits.standard().rates();
        var rates = new Rates(
                standard.device(),
                standard.person(),
                standard.address(),
                new Rate(2, 60),
                100,
                standard.retryAfterMax());
        var quick = Route.post("/code", Access.oneTimeCode(), Body.NONE, call -> Answer.json(200, Map.of()));
        try (var rig = new EdgeRig(Limits.standard().withRates(rates), 8, Map.of("OUTREACH_PROXY_HOPS", "1"), quick)) {
            assertThat(tryCode(rig, "forged, 10.0.0.1").status()).isEqualTo(200);
            assertThat(tryCode(rig, "10.0.0.1").status()).isEqualTo(200);
            assertThat(tryCode(rig, "other, 10.0.0.1").code()).isEqualTo("TOO_MANY");
            assertThat(tryCode(rig, "10.0.0.2").status()).isEqualTo(200);
            rig.time.pass(Duration.ofSeconds(1));
            assertThat(tryCode(rig, "10.0.0.1").status()).isEqualTo(200);
        }
    }

    private static RawHttp.Response tryCode(EdgeRig rig, String forwarded) throws IOException {
        return rig.send("POST", "/code", "X-Forwarded-For: " + forwarded + "\r\n", new byte[0]);
    }

    @Test
    void limitsDevicesAndPeople() throws Exception {
        var standard = Limits.standard().rates();
        var rates = new Rates(
                new Rate(1, 1), new Rate(1, 1), standard.address(), standard.codes(), 100, standard.retryAfterMax());
        var list = Route.get("/list", Access.people(Role.SUPERVISOR), call -> Answer.json(200, Map.of()));
        try (var rig = new EdgeRig(Limits.standard().withRates(rates), 8, ECHO, list)) {
            var device = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
            var issued = rig.identities.people().add("Aigul", Role.SUPERVISOR, Set.of(EdgeRig.SITE));

            assertThat(rig.send("POST", "/echo", device, new byte[1]).status()).isEqualTo(200);
            assertThat(rig.send("POST", "/echo", device, new byte[1]).status()).isEqualTo(429);
            assertThat(rig.send("GET", "/list", EdgeRig.bearer(issued.token()), new byte[0])
                            .status())
                    .isEqualTo(200);
            assertThat(rig.send("GET", "/list", EdgeRig.bearer(issued.token()), new byte[0])
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void keepsAConnectionOpenBetweenRequests() throws Exception {
        try (var rig = new EdgeRig(Limits.standard(), 8, ECHO);
                var client = new RawHttp(rig.port)) {
            var device = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
            for (int round = 0; round < 3; round++) {
                client.write(RawHttp.request("POST", "/echo", device, new byte[] {1}));
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
    }
}
