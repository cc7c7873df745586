package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Route.Body;
import org.outreachsync.identity.Role;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.store.StoreUnavailableException;

/** Every way to be refused, as a caller sees it on the socket. */
class ProblemsIT {

    private static EdgeRig rig;
    private static String admin;

    @BeforeAll
    static void start() {
        rig = new EdgeRig(
                Limits.standard(),
                8,
                Route.post("/refuse/:code", Access.oneTimeCode(), Body.NONE, call -> {
                    throw new RefusedException(
                            Code.valueOf(call.pathParameter("code")), "Because.", Map.of("limit", 7));
                }),
                Route.post("/broken", Access.oneTimeCode(), Body.NONE, call -> {
                    throw new IllegalStateException("secret content");
                }),
                Route.post("/unavailable", Access.oneTimeCode(), Body.NONE, call -> {
                    throw new StoreUnavailableException("secret address", null);
                }),
                Route.get("/query", Access.people(Role.ADMIN), call -> Answer.json(200, Map.copyOf(call.query())))
                        .taking("a", "b"));
        var issued = rig.identities.people().add("Admin", Role.ADMIN, Set.of());
        admin = EdgeRig.bearer(issued.token());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED,400", "PARAMETER,400", "TOKEN,401", "ONE_TIME_CODE,401", "DEVICE_REVOKED,403",
                "DEVICE_SUSPENDED,403", "SCOPE_DENIED,403",
        "ROLE_DENIED,403", "NOT_FOUND,404", "BATCH_ID_REUSED,409", "OUT_OF_ORDER,409", "EPOCH_STALE,409",
                "CURSOR_EXPIRED,410", "TOO_LARGE,413",
        "MEDIA_TYPE,415", "UPGRADE,426", "TOO_MANY,429", "BUSY,503"
    })
    void saysTheCodeAndItsStatus(Code code, int status) throws IOException {
        rig.time.pass(Duration.ofMinutes(1));
        var response = rig.send("POST", "/refuse/" + code, "", new byte[0]);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.json().getMap())
                .containsEntry("code", code.name())
                .containsEntry("status", status)
                .containsEntry("detail", "Because.")
                .containsEntry("limit", 7)
                .containsKeys("type", "title");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void knowsEveryCode(Code code) {
        assertThat(Problems.status(code)).isBetween(400, 503);
    }

    @ParameterizedTest
    @CsvSource({"TOO_MANY", "BUSY"})
    void saysWhenToComeBack(String code) throws IOException {
        var response = rig.send("POST", "/refuse/" + code, "", new byte[0]);

        assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1, 20);
    }

    @Test
    void tellsNothingOfASurpriseButAnIncident() throws IOException {
        var response = rig.send("POST", "/broken", "", new byte[0]);

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.code()).isEqualTo("INTERNAL");
        assertThat(response.json().getString("incident")).matches("[0-9a-f]{16}");
        assertThat(response.json().encode()).doesNotContain("secret");
    }

    @Test
    void callsASilentStoreBusy() throws IOException {
        var response = rig.send("POST", "/unavailable", "", new byte[0]);

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.code()).isEqualTo("BUSY");
        assertThat(response.json().encode()).doesNotContain("secret");
    }

    @Test
    void knowsNoOtherPath() throws IOException {
        assertThat(rig.send("GET", "/nothing", "", new byte[0]).code()).isEqualTo("NOT_FOUND");
        var wrongMethod = rig.send("DELETE", "/query", "", new byte[0]);
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.code()).isEqualTo("METHOD");
        assertThat(wrongMethod.header("Allow")).isEqualTo("GET");
        for (var path : new String[] {"/refuse/BUSY", "/refuse/a%2Fb", "/refuse/BUSY/", "//refuse/BUSY?a=/b"}) {
            assertThat(rig.send("GET", path, "", new byte[0]).header("Allow"))
                    .as(path)
                    .isEqualTo("POST");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /query?a={long} HTTP/1.1\\r\\n\\r\\n, 414, LINE_TOO_LONG",
        "GET /query HTTP/1.1\\r\\nX-A: {long}\\r\\n\\r\\n, 431, HEADERS_TOO_LARGE",
        "GET /query HTTP/banana\\r\\n\\r\\n, 400, MALFORMED",
        "GET /query HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n, 400, MALFORMED",
    })
    void answersAHeadThatItCannotReadAndHangsUp(String head, int status, String code) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write(head.replace("{long}", "x".repeat(1_000_000)).translateEscapes());

            var response = client.read();

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.code()).isEqualTo(code);
            assertThat(response.header("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void takesAParameterOnce() throws IOException {
        assertThat(rig.send("GET", "/query?a=1&b=2", admin, new byte[0]).json().getMap())
                .containsEntry("a", "1")
                .containsEntry("b", "2");
        assertThat(rig.send("GET", "/query?a=1&a=2", admin, new byte[0]).code()).isEqualTo("PARAMETER");
        assertThat(rig.send("GET", "/query?a=%zz", admin, new byte[0]).status()).isEqualTo(400);
    }

    @Test
    void hasTheHeadersOfEveryAnswer() throws IOException {
        var response = rig.send("GET", "/query", admin, new byte[0]);

        assertThat(response.header("Cache-Control")).isEqualTo("no-store, no-transform");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(response.header("Strict-Transport-Security")).isEmpty();
    }
}
