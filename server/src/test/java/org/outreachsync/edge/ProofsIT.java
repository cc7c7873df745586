package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Route.Body;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.wire.BodyProof;

/** What a caller can hold answers against, whoever stands in between. */
class ProofsIT {

    private static final String ID = "0f8fad5bd9cb469fa16570867728950e";
    private static final String NAMED = BodyProof.REQUEST_HEADER + ": " + ID + "\r\n";
    private static final String UNKNOWN = "A".repeat(43);

    private static EdgeRig rig;
    private static String token;

    @BeforeAll
    static void start() {
        rig = new EdgeRig(
                Limits.standard(),
                8,
                Route.post(
                        "/echo",
                        Access.device(),
                        Body.PROTOBUF,
                        call -> new Answer(200, "application/x-protobuf", call.body(), Map.of())),
                Route.post("/broken", Access.oneTimeCode(), Body.NONE, call -> {
                    throw new IllegalStateException("for this test");
                }));
        token = rig.enrol().getToken();
    }

    @BeforeEach
    void passTime() {
        rig.time.pass(Duration.ofMinutes(1));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static void assertProven(RawHttp.Response response, String shownToken, String id, byte[] body) {
        assertThat(response.header(BodyProof.PROOF_HEADER))
                .isEqualTo(
                        BodyProof.ofAnswer(shownToken, id, response.status(), response.header("Content-Type"), body));
        assertThat(response.header("Cache-Control")).isEqualTo("no-store, no-transform");
    }

    @Test
    void provesWhatIsInsideACompressedAnswer() throws IOException {
        var zeros = new byte[4_000];

        var packed = rig.send(
                "POST", "/echo", EdgeRig.bearer(token) + EdgeRig.PROTOBUF + NAMED + "Accept-Encoding: gzip\r\n", zeros);

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertProven(packed, token, ID, gzip.readAllBytes());
        }
    }

    @Test
    void provesToACallerWhoSaysNothingOfIt() throws IOException {
        var answer = rig.send("POST", "/echo", EdgeRig.bearer(token) + EdgeRig.PROTOBUF, new byte[] {1});

        assertThat(answer.status()).isEqualTo(200);
        assertProven(answer, token, "", answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /echo, application/x-protobuf, 401, TOKEN",
        "POST, /echo, text/html, 415, MEDIA_TYPE",
        "POST, /broken, text/html, 500, INTERNAL",
        "POST, /nothing, text/html, 404, NOT_FOUND",
        "DELETE, /echo, text/html, 405, METHOD"
    })
    void provesARefusalByTheTokenThatWasShownWhetherItCountsOrNot(
            String method, String path, String mediaType, int status, String code) throws IOException {
        var answer = rig.send(
                method, path, EdgeRig.bearer(UNKNOWN) + NAMED + "Content-Type: " + mediaType + "\r\n", new byte[0]);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertProven(answer, UNKNOWN, ID, answer.body());
    }

    @Test
    void provesThatABodyCameTooLate() throws IOException {
        var soon = Limits.standard().http().withDeadlines(Duration.ofMillis(200), Duration.ofSeconds(30));
        var echo = Route.post(
                "/echo",
                Access.device(),
                Body.PROTOBUF,
                call -> new Answer(200, "application/x-protobuf", call.body(), Map.of()));
        try (var hasty = new EdgeRig(Limits.standard().withHttp(soon), 8, echo);
                var client = new RawHttp(hasty.port)) {
            var shown = hasty.enrol().getToken();
            client.write("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + EdgeRig.bearer(shown) + EdgeRig.PROTOBUF + NAMED
                    + "Content-Length: 9\r\n\r\n");

            var answer = client.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.code()).isEqualTo("TIMEOUT");
            assertProven(answer, shown, ID, answer.body());
        }
    }

    @Test
    void showsThatTheTokenWasLostOnTheWay() throws IOException {
        var answer = rig.send("POST", "/echo", EdgeRig.PROTOBUF + NAMED, new byte[0]);

        assertThat(answer.status()).isEqualTo(401);
        assertProven(answer, "", ID, answer.body());
    }

    @Test
    void takesABodyThatIsTheOneItsProofWasMadeOf() throws IOException {
        var body = "a batch".getBytes(StandardCharsets.UTF_8);
        var headers = EdgeRig.bearer(token) + EdgeRig.PROTOBUF + NAMED + BodyProof.PROOF_HEADER + ": "
                + BodyProof.ofRequest(token, ID, body) + "\r\n";

        assertThat(rig.send("POST", "/echo", headers, body).status()).isEqualTo(200);
        assertThat(rig.send("POST", "/echo", headers + "Content-Encoding: gzip\r\n", EdgeRig.gzip(body))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesABodyThatWasCutOnTheWay() throws IOException {
        var body = "a batch".getBytes(StandardCharsets.UTF_8);
        var headers = EdgeRig.bearer(token) + EdgeRig.PROTOBUF + NAMED + BodyProof.PROOF_HEADER + ": "
                + BodyProof.ofRequest(token, ID, body) + "\r\n";

        for (var cut : new byte[][] {
            new byte[0],
            "a batc".getBytes(StandardCharsets.UTF_8),
            EdgeRig.gzip("a bat".getBytes(StandardCharsets.UTF_8))
        }) {
            var answer = rig.send("POST", "/echo", headers, cut);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("MALFORMED");
        }
    }
}
