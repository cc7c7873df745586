package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.app.ServerRig.JSON;
import static org.outreachsync.app.ServerRig.PROTOBUF;
import static org.outreachsync.app.ServerRig.bearer;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.edge.RawHttp;
import org.outreachsync.identity.Role;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/**
 * A tablet moved from the site LEFT to the site NOW. Whoever had a say on it at LEFT only has none any more: not by its routes, and not by a code and the
 * number of the tablet, which they still see in the list.
 */
class MovedTabletTest {

    private static final List<String> COLUMNS = List.of("left", "now", "both", "never", "super-left", "super-now", "admin");
    private static final Map<String, String> CALLERS = new HashMap<>();
    private static ServerRig rig;

    @BeforeAll
    static void start() {
        rig = new ServerRig(Map.of());
        for (var site : List.of("LEFT", "NOW", "NEVER")) {
            rig.server.identities().sites().add(site, site);
        }
        person("left", Role.MANAGER, "LEFT");
        person("now", Role.MANAGER, "NOW");
        person("both", Role.MANAGER, "LEFT", "NOW");
        person("never", Role.MANAGER, "NEVER");
        person("super-left", Role.SUPERVISOR, "LEFT");
        person("super-now", Role.SUPERVISOR, "NOW");
        person("admin", Role.ADMIN);
    }

    private static void person(String name, Role role, String... sites) {
        CALLERS.put(name, bearer(rig.server.identities().people().add(name, role, Set.of(sites)).token()));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** What each caller gets, in the order of the columns; {@code ok} for an answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PUT /v1/devices/{id}/sites/LEFT     | SCOPE  SCOPE  ok     SCOPE  ROLE   ROLE   ok",
        "PUT /v1/devices/{id}/sites/NOW      | SCOPE  ok     ok     SCOPE  ROLE   ROLE   ok",
        "PUT /v1/devices/{id}/sites/NEVER    | SCOPE  SCOPE  SCOPE  NONE   ROLE   ROLE   ok",
        "DELETE /v1/devices/{id}/sites/LEFT  | ok     SCOPE  ok     SCOPE  ROLE   ROLE   ok",
        "DELETE /v1/devices/{id}/sites/NOW   | SCOPE  ok     ok     SCOPE  ROLE   ROLE   ok",
        "POST /v1/devices/{id}/suspend       | SCOPE  ok     ok     NONE   ROLE   ROLE   ok",
        "POST /v1/devices/{id}/revoke        | SCOPE  ok     ok     NONE   ROLE   ROLE   ok",
        "POST /v1/devices/{id}/wipe          | SCOPE  ok     ok     NONE   ROLE   ROLE   ok",
        "GET /v1/reviews?site=LEFT           | ROLE   ROLE   ROLE   ROLE   ok     SCOPE  ok",
        "GET /v1/reviews?site=NOW            | ROLE   ROLE   ROLE   ROLE   SCOPE  ok     ok",
        "GET /v1/quarantine?site=LEFT        | ROLE   ROLE   ROLE   ROLE   ok     SCOPE  ok",
        "GET /v1/quarantine?site=NOW         | ROLE   ROLE   ROLE   ROLE   SCOPE  ok     ok",
        "GET /v1/quality?period=2026&sites=LEFT | ok  SCOPE  ok     SCOPE  ok     SCOPE  ok",
        "GET /v1/quality?period=2026&sites=NOW  | SCOPE ok   ok     SCOPE  SCOPE  ok     ok",
        "GET /v1/indicators/CONTACTS?period=2026&sites=LEFT | ok SCOPE ok SCOPE ok SCOPE ok",
        "GET /v1/indicators/CONTACTS?period=2026&sites=NOW  | SCOPE ok ok SCOPE SCOPE ok ok",
    })
    void isInTheHandsOfWhereItIs(String request, String expected) throws IOException {
        var wanted = Arrays.asList(expected.strip().split(" +", -1));
        for (var caller : COLUMNS) {
            var parts = request.strip().split(" ", 2);
            var response = rig.send(parts[0], parts[1].replace("{id}", moved()), CALLERS.getOrDefault(caller, ""), new byte[0]);

            assertThat(told(response)).as(caller + ": " + request).isEqualTo(wanted.get(COLUMNS.indexOf(caller)));
        }
    }

    @ParameterizedTest
    @CsvSource({"left, LEFT, SCOPE", "now, NOW, ok", "both, LEFT NOW, ok", "both, LEFT, SCOPE", "admin, LEFT, SCOPE", "admin, NOW NEVER, ok", "never, NEVER, SCOPE"})
    void comesBackByACodeForEverySiteThatItServesAndByNoOther(String caller, String sites, String expected) throws IOException {
        var id = moved();

        var response = enrol(id, code(caller, sites));

        assertThat(told(response)).isEqualTo(expected);
        if (expected.equals("ok")) {
            assertThat(EnrolResponse.parseFrom(response.body()).getScopesList()).contains("NOW");
        } else {
            assertThat(rig.server.identities().devices().find(id)).returns(1, device -> device.epoch());
        }
    }

    @Test
    void aTabletOfTwoSitesComesBackByACodeForBoth() throws IOException {
        var id = enrolled("LEFT", "NOW");

        assertThat(told(enrol(id, code("now", "NOW")))).isEqualTo("SCOPE");
        assertThat(told(enrol(id, code("both", "LEFT NOW")))).isEqualTo("ok");
    }

    @Test
    void aTabletThatServesNoSiteIsInTheHandsOfThoseThatItLeft() throws IOException {
        var id = enrolled("LEFT");
        rig.server.identities().devices().withdraw(id, "LEFT");

        assertThat(told(rig.send("PUT", "/v1/devices/" + id + "/sites/NOW", CALLERS.getOrDefault("now", ""), new byte[0]))).isEqualTo("NONE");
        assertThat(told(rig.send("PUT", "/v1/devices/" + id + "/sites/LEFT", CALLERS.getOrDefault("left", ""), new byte[0]))).isEqualTo("ok");
    }

    /** The id of a tablet that moved. */
    private static String moved() throws IOException {
        var id = enrolled("LEFT");
        rig.server.identities().devices().grant(id, "NOW");
        rig.server.identities().devices().withdraw(id, "LEFT");
        return id;
    }

    private static String enrolled(String... sites) throws IOException {
        rig.time.pass(Duration.ofMinutes(1));
        var code = rig.server.identities().codes().make(new HashSet<>(Arrays.asList(sites)), Duration.ofMinutes(5)).code();
        return EnrolResponse.parseFrom(Tablet.enrol(rig, code).body()).getDeviceId();
    }

    private static String code(String caller, String sites) throws IOException {
        var body = new JsonObject().put("sites", List.of(sites.split(" ", -1))).encode().getBytes(StandardCharsets.UTF_8);
        return rig.send("POST", "/v1/enrolment-codes", CALLERS.getOrDefault(caller, "") + JSON, body).json().getString("code");
    }

    private static RawHttp.Response enrol(String deviceId, String code) throws IOException {
        var request = EnrolRequest.newBuilder().setOneTimeCode(code).setDeviceId(deviceId).setPublicKey(ServerRig.publicKey()).build();
        return rig.send("POST", "/v1/enrol", PROTOBUF, request.toByteArray());
    }

    private static String told(RawHttp.Response response) {
        return switch (response.status()) {
            case 200 -> "ok";
            case 404 -> "NONE";
            default -> response.code().replace("_DENIED", "");
        };
    }
}
