package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.config.Limits;
import org.outreachsync.config.Shares;
import org.outreachsync.edge.Route.Body;
import org.outreachsync.rig.RawHttp;

/** Callers who send bodies that never end, to hold the places of all others. The others are served while they stand. */
@Timeout(60)
class SharesIT {

    private static final Route ECHO = Route.post(
            "/echo",
            Access.device(),
            Body.PROTOBUF,
            call -> new Answer(200, "application/x-protobuf", call.body(), Map.of()));
    private static final Route CODE = Route.post(
            "/code",
            Access.oneTimeCode(),
            Body.PROTOBUF,
            call -> new Answer(200, "application/x-protobuf", call.body(), Map.of()));
    private static final int PLACES = 5;

    private final List<RawHttp> attackers = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (var attacker : attackers) {
            attacker.close();
        }
    }

    private static Limits limits(Shares shares) {
        var limits = Limits.standard();
        return limits.withHttp(limits.http().withRoom(1_000, PLACES)).withShares(shares);
    }

    private static Shares shares(int address, int device, int codes, int addressCodes) {
        return Limits.standard()
                .shares()
                .withConnections(1_000, 1_000)
                .withRequests(address, device, device, codes, addressCodes);
    }

    /** A request of which only the headers and one byte come. */
    private RawHttp begin(EdgeRig rig, String path, String headers, int length) throws IOException {
        var attacker = new RawHttp(rig.port);
        attackers.add(attacker);
        attacker.write("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + EdgeRig.PROTOBUF
                + "Content-Length: " + length + "\r\n\r\nx");
        return attacker;
    }

    @Test
    void aMadeUpTokenHoldsNoPlaceAndItsBodyIsNotRead() throws IOException {
        try (var rig = new EdgeRig(limits(shares(100, 100, 10, 10)), 8, ECHO)) {
            var tablet = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
            for (int at = 0; at < 4 * PLACES; at++) {
                begin(rig, "/echo", EdgeRig.bearer("A".repeat(40) + (100 + at)), 100_000);
            }

            for (int probe = 0; probe < 28; probe++) {
                assertThat(rig.send("POST", "/echo", tablet, new byte[] {1}).status())
                        .isEqualTo(200);
            }
            for (var attacker : attackers) {
                var answer = attacker.read();
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("TOKEN");
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(attacker.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void aTokenThatCountsHoldsItsShareAndNoMore() throws IOException {
        try (var rig = new EdgeRig(limits(shares(100, 2, 10, 10)), 8, ECHO)) {
            var greedy = EdgeRig.bearer(rig.enrol().getToken());
            var tablet = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
            hold(rig, "/echo", greedy, 2);

            for (int more = 0; more < PLACES; more++) {
                var refused = begin(rig, "/echo", greedy, 100_000).read();
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.code()).isEqualTo("TOO_MANY");
                assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            }
            assertThat(rig.send("POST", "/echo", tablet, new byte[] {1}).status())
                    .isEqualTo(200);
            assertThat(rig.meters.scrape())
                    .contains("outreach_http_limits_reached_total{limit=\"token_requests\"} 5.0");
            leave();
        }
    }

    /** Holds places, and comes back when the server waits for the bodies: it asks for each of them. */
    private void hold(EdgeRig rig, String path, String headers, int places) throws IOException {
        for (int at = 0; at < places; at++) {
            assertThat(begin(rig, path, headers + "Expect: 100-continue\r\n", 1_000)
                            .read()
                            .status())
                    .isEqualTo(100);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, 10.0.0.2",
        "10.0.0.1, '10.9.9.9, 10.0.0.1:4711', '10.0.0.1, 10.0.0.2'",
        "10.0.0.1, ::ffff:10.0.0.1, ::ffff:10.0.0.2",
        "2001:db8:1:2::1, '[2001:db8:1:2:ffff::9]:443', 2001:db8:1:3::1",
    })
    void anAddressHoldsItsShareAndNoMore(String greedy, String same, String other) throws IOException {
        try (var rig = new EdgeRig(limits(shares(2, 100, 10, 10)), 8, Map.of("OUTREACH_PROXY_HOPS", "1"), ECHO)) {
            for (int at = 0; at < 2; at++) {
                hold(rig, "/echo", from(greedy) + EdgeRig.bearer(rig.enrol().getToken()), 1);
            }

            var tablet = EdgeRig.bearer(rig.enrol().getToken());
            assertThat(begin(rig, "/echo", from(same) + tablet, 1_000).read().code())
                    .isEqualTo("TOO_MANY");
            assertThat(rig.send("POST", "/echo", from(other) + tablet + EdgeRig.PROTOBUF, new byte[] {1})
                            .status())
                    .isEqualTo(200);
            leave();
        }
    }

    @Test
    void nobodyIsAnotherAddressBySayingSo() throws IOException {
        try (var rig = new EdgeRig(limits(shares(2, 100, 10, 10)), 8, ECHO)) {
            for (int at = 0; at < 2; at++) {
                hold(
                        rig,
                        "/echo",
                        from("10.0.0." + at) + EdgeRig.bearer(rig.enrol().getToken()),
                        1);
            }

            assertThat(begin(
                                    rig,
                                    "/echo",
                                    from("10.0.0.9")
                                            + EdgeRig.bearer(rig.enrol().getToken()),
                                    9)
                            .read()
                            .code())
                    .isEqualTo("TOO_MANY");
            leave();
        }
    }

    private static String from(String address) {
        return "X-Forwarded-For: " + address + "\r\n";
    }

    @Test
    void codesHaveFewPlacesOfTheirOwn() throws IOException {
        try (var rig = new EdgeRig(limits(shares(100, 100, 3, 2)), 8, Map.of("OUTREACH_PROXY_HOPS", "1"), ECHO, CODE)) {
            var tablet = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
            hold(rig, "/code", from("10.0.0.1"), 2);
            assertThat(begin(rig, "/code", from("10.0.0.1"), 9).read().code()).isEqualTo("TOO_MANY");
            hold(rig, "/code", from("10.0.0.2"), 1);
            assertThat(begin(rig, "/code", from("10.0.0.3"), 9).read().code()).isEqualTo("BUSY");

            assertThat(rig.send("POST", "/echo", tablet, new byte[] {1}).status())
                    .isEqualTo(200);
            leave();
        }
    }

    @Test
    void aBodyWithACodeIsSmall() throws IOException {
        int bytesMax = Limits.standard().http().codeBytesMax();
        try (var rig = new EdgeRig(Limits.standard(), 8, CODE)) {
            assertThat(rig.send("POST", "/code", EdgeRig.PROTOBUF, new byte[bytesMax])
                            .status())
                    .isEqualTo(200);

            var refused = begin(rig, "/code", "", bytesMax + 1).read();

            assertThat(refused.code()).isEqualTo("TOO_LARGE");
            assertThat(refused.json().getInteger("wire_bytes_max")).isEqualTo(bytesMax);
        }
    }

    @Test
    void placesComeBack() throws IOException {
        try (var rig = new EdgeRig(limits(shares(2, 2, 2, 2)), 8, ECHO, CODE)) {
            var tablet = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
            for (int round = 0; round < 4 * PLACES; round++) {
                assertThat(rig.send("POST", "/echo", tablet, new byte[] {1}).status())
                        .isEqualTo(200);
                assertThat(rig.send("POST", "/code", "", new byte[] {1}).status())
                        .isEqualTo(415);
            }
            rig.awaitMeters("outreach_http_requests_active 0.0");
        }
    }

    @Test
    void cutsABodyThatComesTooSlowly() throws IOException {
        var limits = Limits.standard();
        try (var rig = new EdgeRig(limits.withHttp(limits.http().withBodyGrace(Duration.ofMillis(300))), 8, ECHO)) {
            var device = EdgeRig.bearer(rig.enrol().getToken());
            var attacker = begin(rig, "/echo", device, 100_000);
            pour(attacker, 1, 1_000);

            var answer = attacker.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.code()).isEqualTo("TIMEOUT");
            assertThat(attacker.isClosedByServer()).isTrue();
        }
    }

    @Test
    void takesABodyFromALineThatIsSlowAndSteady() throws IOException {
        var limits = Limits.standard();
        try (var rig = new EdgeRig(limits.withHttp(limits.http().withBodyGrace(Duration.ofMillis(300))), 8, ECHO)) {
            var tablet = begin(rig, "/echo", EdgeRig.bearer(rig.enrol().getToken()), 1 + 20 * 35);
            pour(tablet, 35, 20);

            assertThat(tablet.read().status()).isEqualTo(200);
        }
    }

    /** Sends pieces, ten a second. */
    private static void pour(RawHttp client, int bytes, int pieces) {
        Thread.ofVirtual().start(() -> {
            try {
                for (int piece = 0; piece < pieces; piece++) {
                    TimeUnit.MILLISECONDS.sleep(100);
                    client.write(new byte[bytes]);
                }
            } catch (IOException | InterruptedException cut) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void theSlowestLineOfATabletIsFasterThanTheLeastRate() {
        var http = Limits.standard().http();
        var pace = new BodyReader.Pace(http.bodyBytesPerSecondMin(), http.bodyGrace());
        int bytesPerSecond = 350;
        long stallMillis = 8_000;
        for (int bytes = 1; bytes < bytesPerSecond * 20; bytes++) {
            long sentMillis = stallMillis + bytes * 1_000L / bytesPerSecond;
            assertThat(pace.millisFor(bytes))
                    .as("%s bytes after a stall", bytes)
                    .isGreaterThan(sentMillis);
        }
        assertThat(pace.millisFor(30)).as("a byte a second").isLessThan(30_000);
    }
}
