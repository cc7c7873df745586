package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Route.Body;
import org.outreachsync.rig.RawHttp;

/**
 * Requests that are not HTTP, that two readers could read as two different requests, or whose body breaks in the
 * middle. All are answered.
 */
class UnreadableIT {

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final String BROKEN = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n" + CHUNKED + "nonsense\r\n";

    private static EdgeRig rig;
    private static String device;

    @BeforeAll
    static void start() {
        // Each test waits until the server closes the connection.
        rig = rig(Duration.ofMillis(100));
        device = EdgeRig.bearer(rig.enrol().getToken()) + EdgeRig.PROTOBUF;
    }

    private static EdgeRig rig(Duration linger) {
        var limits = Limits.standard();
        return rig(limits.withHttp(limits.http().withLinger(linger)));
    }

    private static EdgeRig rig(Limits limits) {
        return new EdgeRig(
                limits,
                8,
                Route.get("/open", Access.anyone(), call -> Answer.json(200, Map.of())),
                Route.post(
                        "/echo",
                        Access.device(),
                        Body.PROTOBUF,
                        call -> new Answer(200, "application/x-protobuf", call.body(), Map.of())));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\\r\\nabc\\r\\n0\\r\\n\\r\\n",
                "3\\r\\nabc\\r\\nnonsense\\r\\n",
                "-3\\r\\nabc\\r\\n0\\r\\n\\r\\n",
                "ffffffffffffffffff\\r\\nabc\\r\\n",
                "3\\r\\nabcd0\\r\\n\\r\\n",
                "3\\r\\nabc\\r\\n0\\r\\nno trailer\\r\\n\\r\\n",
                "3\\nabc\\n0\\n\\n",
            })
    void answersABodyWhoseChunksCannotBeRead(String body) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device + CHUNKED + body.translateEscapes());

            assertRefused(client, "The chunks of the body cannot be read.");
        }
    }

    @Test
    void answersWhenTheChunksBreakLater() throws IOException {
        try (var patient = rig(Duration.ofSeconds(1));
                var client = new RawHttp(patient.port)) {
            var enrolled = EdgeRig.bearer(patient.enrol().getToken()) + EdgeRig.PROTOBUF;
            client.write(
                    "POST /echo HTTP/1.1\r\nHost: localhost\r\n" + enrolled + "Expect: 100-continue\r\n" + CHUNKED);
            assertThat(client.read().status()).isEqualTo(100);
            client.write("3\r\nabc\r\n");
            client.write("nonsense\r\n");
            // Were this left unread when the connection closes, the caller might not get to see the answer.
            client.write(new byte[1_000_000]);

            assertRefused(client, "The chunks of the body cannot be read.");
        }
    }

    @Test
    void answersWhereNoBodyIsExpected() throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write(BROKEN);

            assertThat(client.read().code()).isEqualTo("NOT_FOUND");
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (var client = new RawHttp(rig.port)) {
            client.write("GET /open HTTP/1.1\r\nHost: localhost\r\n" + CHUNKED + "nonsense\r\n");

            assertThat(client.read().status())
                    .as("it was done, so nobody is told otherwise")
                    .isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBrokenConnectionGivesWayToANewOneAtOnce() throws IOException {
        var limits = Limits.standard();
        var two = limits.withHttp(limits.http().withLinger(Duration.ofMinutes(10)))
                .withShares(limits.shares().withConnections(2, 2));
        try (var small = rig(two);
                var first = new RawHttp(small.port);
                var second = new RawHttp(small.port)) {
            first.write(BROKEN);
            assertThat(first.read().status()).isEqualTo(404);
            second.write(BROKEN);
            assertThat(second.read().status()).isEqualTo(404);

            try (var third = new RawHttp(small.port)) {
                third.write("GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(third.read().status()).isEqualTo(200);
                assertThat(first.isClosedByServer()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/9.9", "XTTP/1.1", "http/1.1", "Http/1.0", "HTTP/1.01"})
    void speaksNoOtherVersion(String version) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write("GET /open " + version + "\r\nHost: localhost\r\n\r\n");

            assertRefused(client, "Use HTTP/1.1 or HTTP/1.0.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n",
                "GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\nGET /open HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "POST / HTTP/2.0\\r\\nHost: a\\r\\nContent-Length: 3\\r\\n\\r\\nabcGET /open HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
            })
    void readsNothingBehindARequestOfAnotherVersion(String sent) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write(sent.translateEscapes());

            assertRefused(client, "Use HTTP/1.1 or HTTP/1.0.");
        }
    }

    @Test
    void wantsOneHost() throws IOException {
        assertThat(detail("GET /open HTTP/1.1\r\n\r\n")).isEqualTo("Send the header Host.");
        assertThat(detail("GET /open HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"))
                .isEqualTo("Send the header Host only once.");
        assertThat(detail("GET /open HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n"))
                .isEqualTo("Send the header Host only once.");
        assertThat(detail("GET /open HTTP/1.1\r\nHost: a b/c@d\r\n\r\n")).isEqualTo("The header Host cannot be read.");
        try (var client = new RawHttp(rig.port)) {
            client.write("GET /open HTTP/1.0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    /** Another request on the connection is not answered. */
    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", ",close,", "TE, close", "keep-alive\\r\\nConnection: close"})
    void closesTheConnectionOfWhoeverAsksForIt(String options) throws IOException {
        var open = "GET /open HTTP/1.1\r\nHost: localhost\r\n";
        try (var client = new RawHttp(rig.port)) {
            client.write(open + "Connection: " + options.translateEscapes() + "\r\n\r\n" + open + "\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** A list may have empty items, and lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chunked",
                "Chunked",
                "chunked,",
                ",chunked",
                ", \\t,, CHUNKED ,, ,",
                "chunked\\r\\nTransfer-Encoding:",
                ",\\r\\nTransfer-Encoding: chunked,",
            })
    void takesChunksWithEmptyItems(String encoding) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device + "Transfer-Encoding: "
                    + encoding.translateEscapes() + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                    + "GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(client.read().body()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip, chunked",
                "chunked, chunked",
                "chunked\\r\\nTransfer-Encoding: chunked",
                "gzip\\r\\nTransfer-Encoding: chunked",
                ",\\r\\nTransfer-Encoding: gzip, chunked",
                "chunked\\r\\nTransfer-Encoding: gzip",
                "chunked, identity,",
                "",
                ",",
                "gzip",
                "identity",
                "xchunked",
                "\\r\\n chunked",
                "chunked;q=1"
            })
    void takesBodiesInChunksOnly(String encoding) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device + "Transfer-Encoding: "
                    + encoding.translateEscapes() + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n");

            malformed(client);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** What ends one request for one reader, and is part of its body for another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 3\\r\\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\\r\\nContent-Length: 3",
                "Transfer-Encoding : chunked\\r\\nContent-Length: 3",
                "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked",
                "Transfer-Encoding: \\013chunked\\r\\nContent-Length: 3",
                "Transfer-Encoding: ,\\r\\nContent-Length: 3",
                "Transfer-Encoding: chunked,\\r\\nContent-Length: 3",
                "Content-Length: 3\\r\\nContent-Length: 4",
                "Content-Length: 3, 4",
                "Content-Length: +3",
                "Content-Length: -3",
                "Content-Length: 0x3",
                "Content-Length: 3\\nTransfer-Encoding: chunked",
                "X: y\\rContent-Length: 3",
            })
    void readsNoRequestInTwoWays(String headers) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + device + headers.translateEscapes()
                    + "\r\n\r\n0\r\n\r\nGET /open HTTP/1.1\r\nHost: localhost\r\n\r\n");

            malformed(client);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    private static void assertRefused(RawHttp client, String detail) throws IOException {
        var response = malformed(client);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.json().getString("detail")).isEqualTo(detail);
        assertThat(client.isClosedByServer()).isTrue();
    }

    private static String detail(String request) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write(request);
            return malformed(client).json().getString("detail");
        }
    }

    private static RawHttp.Response malformed(RawHttp client) throws IOException {
        var response = client.read();
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.code()).isEqualTo("MALFORMED");
        return response;
    }
}
