package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Route.Body;
import org.outreachsync.rig.RawHttp;

/** Bodies that are too large, too dense, cut, of the wrong type, or just right. */
class BodyIT {

    private static final int WIRE_MAX = Limits.standard().batches().wireBytesMax();
    private static final int INFLATED_MAX = Limits.standard().batches().inflatedBytesMax();

    private static EdgeRig rig;
    private static String device;

    @BeforeAll
    static void start() {
        rig = new EdgeRig(
                Limits.standard(),
                8,
                Route.post(
                        "/echo",
                        Access.device(),
                        Body.PROTOBUF,
                        call -> new Answer(200, "application/x-protobuf", call.body(), Map.of())));
        device = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void takesPlainAndGzip() throws IOException {
        var plain = "some batch".getBytes(StandardCharsets.UTF_8);

        assertThat(rig.send("POST", "/echo", device, plain).body()).isEqualTo(plain);
        assertThat(rig.send("POST", "/echo", device + "Content-Encoding: gzip\r\n", EdgeRig.gzip(plain))
                        .body())
                .isEqualTo(plain);
    }

    @Test
    void compressesWhatIsWorthIt() throws IOException {
        var zeros = new byte[4_000];

        var packed = rig.send("POST", "/echo", device + "Accept-Encoding: br, gzip;q=0.8\r\n", zeros);
        var refused = rig.send("POST", "/echo", device + "Accept-Encoding: gzip;q=0\r\n", zeros);
        var small = rig.send("POST", "/echo", device + "Accept-Encoding: gzip\r\n", new byte[10]);

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(inflate(packed.body())).isEqualTo(zeros);
        assertThat(refused.header("Content-Encoding")).isEmpty();
        assertThat(small.header("Content-Encoding")).isEmpty();
    }

    @Test
    void refusesACutGzip() throws IOException {
        var whole = EdgeRig.gzip("one op and another".getBytes(StandardCharsets.UTF_8));
        var cut = Arrays.copyOf(whole, whole.length - 9);

        var response = rig.send("POST", "/echo", device + "Content-Encoding: gzip\r\n", cut);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.code()).isEqualTo("MALFORMED");
    }

    @Test
    void refusesTenThousandEmptyMembers() throws IOException {
        var members = new ByteArrayOutputStream();
        var empty = EdgeRig.gzip(new byte[0]);
        for (int member = 0; member < 10_000; member++) {
            members.writeBytes(empty);
        }

        var response = rig.send("POST", "/echo", device + "Content-Encoding: gzip\r\n", members.toByteArray());

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.json().getInteger("members_max")).isEqualTo(8);
    }

    @Test
    void refusesABomb() throws IOException {
        var bomb = EdgeRig.gzip(new byte[INFLATED_MAX + 1]);

        var response = rig.send("POST", "/echo", device + "Content-Encoding: gzip\r\n", bomb);

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.code()).isEqualTo("TOO_LARGE");
        assertThat(response.json().getInteger("inflated_bytes_max")).isEqualTo(INFLATED_MAX);
    }

    @Test
    void advisesToCompressOnlyWhatIsNotCompressed() throws IOException {
        var noise = new byte[WIRE_MAX + 1];
        new Random(1).nextBytes(noise);

        var plain = rig.send("POST", "/echo", device, noise);
        var packed = rig.send("POST", "/echo", device + "Content-Encoding: gzip\r\n", EdgeRig.gzip(noise));

        assertThat(plain.code()).isEqualTo("TOO_LARGE");
        assertThat(plain.json().getString("detail")).endsWith("compress it with gzip.");
        assertThat(packed.code()).isEqualTo("TOO_LARGE");
        assertThat(packed.json().getString("detail")).isEqualTo("The body is too large. Send less in one request.");
    }

    @Test
    void refusesByTheAnnouncedLengthBeforeABodyComes() throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device + "Content-Length: " + (WIRE_MAX + 1)
                    + "\r\n\r\n");

            var response = client.read();

            assertThat(response.status()).isEqualTo(413);
            assertThat(response.code()).isEqualTo("TOO_LARGE");
            assertThat(response.json().getInteger("wire_bytes_max")).isEqualTo(WIRE_MAX);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesAStreamOfChunksThatGrowsTooLong() throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device + "Transfer-Encoding: chunked\r\n\r\n");
            var chunk = new byte[8_192];
            for (int sent = 0; sent <= WIRE_MAX; sent += chunk.length) {
                client.write("2000\r\n");
                client.write(chunk);
                client.write("\r\n");
            }

            var response = client.read();

            assertThat(response.status()).isEqualTo(413);
            assertThat(response.code()).isEqualTo("TOO_LARGE");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void chunksMayComeToTheLimitAndToNoByteMore() throws IOException {
        for (int more : new int[] {0, 1}) {
            try (var client = new RawHttp(rig.port)) {
                client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device
                        + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(WIRE_MAX + more) + "\r\n");
                client.write(new byte[WIRE_MAX + more]);
                client.write("\r\n0\r\n\r\n");

                assertThat(client.read().status()).as("%d more", more).isEqualTo(more == 0 ? 200 : 413);
            }
        }
    }

    @Test
    void asksForABodyOnlyWhenItWillReadIt() throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device
                    + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.write("abc");
            assertThat(client.read().status()).isEqualTo(200);
        }
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(401);
        }
    }

    /** As RFC 9110 asks of whoever reads a list. */
    @Test
    void passesOverEmptyItemsOfLists() throws IOException {
        var zeros = new byte[4_000];

        var gzip = rig.send("POST", "/echo", device + "Content-Encoding: ,gzip ,\r\n", EdgeRig.gzip(zeros));
        var plain = rig.send("POST", "/echo", device + "Content-Encoding: ,\r\n", zeros);
        var packed = rig.send(
                "POST", "/echo", device + "Accept-Encoding: ,br,,\r\nAccept-Encoding: ,gzip;q=0.5,\r\n", zeros);

        assertThat(gzip.body()).isEqualTo(zeros);
        assertThat(plain.body()).isEqualTo(zeros);
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(inflate(packed.body())).isEqualTo(zeros);
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device
                    + "Expect: , 100-continue,\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.write("abc");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void refusesOtherTypesAndEncodings() throws IOException {
        var token = device.substring(0, device.indexOf('\n') + 1);

        assertThat(rig.send("POST", "/echo", token + "Content-Type: application/json\r\n", new byte[1])
                        .code())
                .isEqualTo("MEDIA_TYPE");
        assertThat(rig.send("POST", "/echo", token, new byte[1]).status()).isEqualTo(415);
        assertThat(rig.send("POST", "/echo", device + "Content-Encoding: br\r\n", new byte[1])
                        .status())
                .isEqualTo(415);
    }

    @Test
    void refusesHeadersThatComeTwiceAndMayNot() throws IOException {
        var token = device.substring(0, device.indexOf('\n') + 1);
        for (var twice : List.of(
                EdgeRig.bearer("A".repeat(43)),
                token,
                "authorization: Basic eA==\r\n",
                EdgeRig.PROTOBUF,
                "Content-Type: text/plain\r\n",
                "Outreach-Request: a\r\nOutreach-Request: b\r\n",
                "Outreach-Proof: a\r\nOutreach-Proof: b\r\n",
                "Content-Encoding: gzip\r\nContent-Encoding: identity\r\n")) {
            for (var headers : List.of(device + twice, twice + device)) {
                var response = rig.send("POST", "/echo", headers, new byte[1]);

                assertThat(response.status()).as(headers).isEqualTo(400);
                assertThat(response.code()).isEqualTo("MALFORMED");
                assertThat(response.json().getString("detail"))
                        .containsIgnoringCase(
                                "Send the header " + twice.substring(0, twice.indexOf(':')) + " only once.");
            }
        }
        assertThat(rig.send("POST", "/echo", device + "Accept: a/b\r\nAccept: c/d\r\n", new byte[1])
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesTokensThatDoNotCount() throws IOException {
        var unknown = EdgeRig.bearer("A".repeat(43)) + EdgeRig.PROTOBUF;

        var response = rig.send("POST", "/echo", unknown, new byte[1]);

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.code()).isEqualTo("TOKEN");
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(rig.send("POST", "/echo", EdgeRig.PROTOBUF, new byte[1]).code())
                .isEqualTo("TOKEN");
        assertThat(rig.send("POST", "/echo", "Authorization: Basic eA==\r\n" + EdgeRig.PROTOBUF, new byte[1])
                        .code())
                .isEqualTo("TOKEN");
    }

    @Test
    void refusesASuspendedDevice() throws IOException {
        var enrolled = rig.enrol();
        rig.identities.devices().suspend(enrolled.getDeviceId());

        var response = rig.send("POST", "/echo", EdgeRig.bearer(enrolled.getToken()) + EdgeRig.PROTOBUF, new byte[1]);

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.code()).isEqualTo("DEVICE_SUSPENDED");
    }

    private static byte[] inflate(byte[] packed) throws IOException {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        }
    }
}
