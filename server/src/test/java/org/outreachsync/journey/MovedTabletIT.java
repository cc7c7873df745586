package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.bearer;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * A tablet moved from the site LEFT to the site NOW. Whoever had a say on it at LEFT only has none any more: not by its
 * routes, and not by a code and the number of the tablet, which they may remember. The list does not show it to them.
 */
class MovedTabletIT {

    private static final List<String> COLUMNS =
            List.of("left", "now", "both", "never", "super-left", "super-now", "admin");
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
        CALLERS.put(
                name,
                bearer(rig.server
                        .identities()
                        .people()
                        .add(name, role, Set.of(sites))
                        .token()));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** What each caller gets, in the order of the columns; {@code ok} for an answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
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
            var response = rig.send(
                    parts[0], parts[1].replace("{id}", moved()), CALLERS.getOrDefault(caller, ""), new byte[0]);

            assertThat(told(response)).as(caller + ": " + request).isEqualTo(wanted.get(COLUMNS.indexOf(caller)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "left, LEFT, SCOPE",
        "now, NOW, ok",
        "both, LEFT NOW, ok",
        "both, LEFT, SCOPE",
        "admin, LEFT, SCOPE",
        "admin, NOW NEVER, ok",
        "never, NEVER, SCOPE"
    })
    void comesBackByACodeForEverySiteThatItServesAndByNoOther(String caller, String sites, String expected)
            throws IOException {
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

        assertThat(told(rig.send(
                        "PUT", "/v1/devices/" + id + "/sites/NOW", CALLERS.getOrDefault("now", ""), new byte[0])))
                .isEqualTo("NONE");
        assertThat(told(rig.send(
                        "PUT", "/v1/devices/" + id + "/sites/LEFT", CALLERS.getOrDefault("left", ""), new byte[0])))
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "left, false",
        "now, true",
        "both, true",
        "never, false",
        "super-left, false",
        "super-now, true",
        "admin, true"
    })
    void isListedToWhoeverHasASayOnIt(String caller, boolean listed) throws IOException {
        var id = moved();
        var out = enrolled("LEFT");
        rig.server.identities().devices().withdraw(out, "LEFT");

        assertThat(listed(caller).contains(id)).as(caller).isEqualTo(listed);
        assertThat(listed(caller).contains(out))
                .as(caller + ", of one that serves no site")
                .isEqualTo(List.of("left", "both", "super-left", "admin").contains(caller));
    }

    @Test
    void oneThatEnrolledAgainHasNotSyncedSince() throws IOException {
        var tablet = new SocketTablet(rig, "NOW");
        var id = tablet.enrolled.getDeviceId();
        tablet.exchanges(List.of("Ж1990АЙГУ"));
        assertThat(Instant.parse(described(id).getString("seen_at"))).isEqualTo(rig.time.instant());

        rig.time.pass(Duration.ofMinutes(1));
        var again = EnrolResponse.parseFrom(enrol(id, code("now", "NOW")).body());
        assertThat(described(id).containsKey("seen_at"))
                .as("it has enrolled, and has not synced")
                .isFalse();

        rig.time.pass(Duration.ofMinutes(1));
        var sync = SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(id)
                .setEpoch(again.getEpoch())
                .setScope("NOW")
                .setDeviceNow(rig.time.millis())
                .setBootId(1)
                .setElapsedMs(1_000);
        assertThat(rig.send(
                                "POST",
                                "/v1/sync",
                                bearer(again.getToken()) + PROTOBUF,
                                sync.build().toByteArray())
                        .status())
                .isEqualTo(200);
        assertThat(Instant.parse(described(id).getString("seen_at")))
                .isAfter(Instant.parse(described(id).getString("enrolled_at")));
    }

    private static JsonObject described(String id) throws IOException {
        return items("now")
                .filter(device -> device.getString("id").equals(id))
                .findAny()
                .orElseThrow();
    }

    private static List<String> listed(String caller) throws IOException {
        return items(caller).map(device -> device.getString("id")).toList();
    }

    private static Stream<JsonObject> items(String caller) throws IOException {
        var page = rig.send("GET", "/v1/devices", CALLERS.getOrDefault(caller, ""), new byte[0])
                .json();
        assertThat(page.containsKey("next")).as("one page holds them all").isFalse();
        return page.getJsonArray("items").stream().map(JsonObject.class::cast);
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
        var code = rig.server
                .identities()
                .codes()
                .make(new HashSet<>(Arrays.asList(sites)), Duration.ofMinutes(5))
                .code();
        return EnrolResponse.parseFrom(SocketTablet.enrol(rig, code).body()).getDeviceId();
    }

    private static String code(String caller, String sites) throws IOException {
        var body = new JsonObject()
                .put("sites", List.of(sites.split(" ", -1)))
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        return rig.send("POST", "/v1/enrolment-codes", CALLERS.getOrDefault(caller, "") + JSON, body)
                .json()
                .getString("code");
    }

    private static RawHttp.Response enrol(String deviceId, String code) throws IOException {
        var request = EnrolRequest.newBuilder()
                .setOneTimeCode(code)
                .setDeviceId(deviceId)
                .setPublicKey(ServerRig.publicKey())
                .build();
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
