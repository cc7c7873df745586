package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.wire.v1.EnrolRequest;

/** Walks the table of routes with every kind of caller. Whoever changes who may do what changes it here too. */
class RouteTableIT {

    private static final String STAFF = "ADMIN MANAGER SUPERVISOR";
    private static final String MANAGERS = "ADMIN MANAGER";
    private static final String READERS = "ADMIN MANAGER VIEWER";
    private static final String SUPERVISORS = "ADMIN SUPERVISOR";

    private static final Map<String, String> TABLE = Map.ofEntries(
            Map.entry("GET /openapi.json", "ANYONE"),
            Map.entry("POST /v1/enrol", "ONE_TIME_CODE"),
            Map.entry("POST /v1/setup", "ONE_TIME_CODE"),
            Map.entry("POST /v1/sync", "DEVICE"),
            Map.entry("GET /v1/code-lists", "DEVICE " + STAFF),
            Map.entry("GET /v1/indicators", STAFF),
            Map.entry("GET /v1/indicators/:code", STAFF),
            Map.entry("GET /v1/quality", STAFF),
            Map.entry("GET /v1/sites", STAFF),
            Map.entry("POST /v1/sites", "ADMIN"),
            Map.entry("POST /v1/sites/:site/placements", "ADMIN"),
            Map.entry("POST /v1/sites/:site/close", "ADMIN"),
            Map.entry("GET /v1/targets", MANAGERS),
            Map.entry("POST /v1/targets", MANAGERS),
            Map.entry("GET /v1/devices", STAFF),
            Map.entry("POST /v1/devices/:id/suspend", MANAGERS),
            Map.entry("POST /v1/devices/:id/resume", MANAGERS),
            Map.entry("POST /v1/devices/:id/revoke", MANAGERS),
            Map.entry("POST /v1/devices/:id/wipe", MANAGERS),
            Map.entry("PUT /v1/devices/:id/sites/:site", MANAGERS),
            Map.entry("DELETE /v1/devices/:id/sites/:site", MANAGERS),
            Map.entry("POST /v1/enrolment-codes", MANAGERS),
            Map.entry("GET /v1/people", "ADMIN"),
            Map.entry("POST /v1/people", "ADMIN"),
            Map.entry("POST /v1/people/:id/revoke", "ADMIN"),
            Map.entry("GET /v1/destinations", MANAGERS),
            Map.entry("POST /v1/destinations", "ADMIN"),
            Map.entry("GET /v1/destinations/:code", MANAGERS),
            Map.entry("PUT /v1/destinations/:code", "ADMIN"),
            Map.entry("DELETE /v1/destinations/:code", "ADMIN"),
            Map.entry("PUT /v1/destinations/:code/credentials/:name", "ADMIN"),
            Map.entry("DELETE /v1/destinations/:code/credentials/:name", "ADMIN"),
            Map.entry("GET /v1/destinations/:code/keys", "ADMIN"),
            Map.entry("POST /v1/destinations/:code/keys", "ADMIN"),
            Map.entry("DELETE /v1/destinations/:code/keys/:id", "ADMIN"),
            Map.entry("POST /v1/destinations/:code/dry-run", "ADMIN"),
            Map.entry("POST /v1/exports", "ADMIN"),
            Map.entry("GET /v1/exports", READERS),
            Map.entry("GET /v1/exports/:id", READERS),
            Map.entry("GET /v1/exports/:id/files/:name", READERS),
            Map.entry("POST /v1/exports/:id/approve", MANAGERS),
            Map.entry("POST /v1/exports/:id/withdraw", MANAGERS),
            Map.entry("POST /v1/exports/:id/send-again", MANAGERS),
            Map.entry("GET /v1/donor/exports", "DONOR_KEY"),
            Map.entry("GET /v1/donor/exports/:id/files/:name", "DONOR_KEY"),
            Map.entry("GET /v1/reviews", SUPERVISORS),
            Map.entry("GET /v1/quarantine", SUPERVISORS),
            Map.entry("POST /v1/quarantine/:site/:seq/:op/release", SUPERVISORS),
            Map.entry("POST /v1/quarantine/:site/:seq/:op/discard", SUPERVISORS));

    private static ServerRig rig;
    private static final Map<String, String> CALLERS = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        rig = new ServerRig(Map.of());
        var identities = rig.server.identities();
        var code = identities.codes().make(Set.of(SITE), Duration.ofMinutes(5)).code();
        var device = identities
                .enrolment()
                .enrol(EnrolRequest.newBuilder()
                        .setOneTimeCode(code)
                        .setPublicKey(ServerRig.publicKey())
                        .build());
        CALLERS.put("nobody", "");
        CALLERS.put("DEVICE", bearer(device.getToken()));
        CALLERS.put(
                "DONOR_KEY",
                bearer(identities
                        .donorKeys()
                        .issue("MINISTRY", "Ministry", Duration.ofDays(1))
                        .secret()));
        for (var role : Role.values()) {
            var sites = role.isOfSites() ? Set.of(SITE) : Set.<String>of();
            CALLERS.put(
                    role.name(),
                    bearer(identities.people().add(role.name(), role, sites).token()));
        }
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void isTheTableThatIsWrittenHere() {
        var served = new TreeMap<String, String>();
        for (var route : rig.server.routes()) {
            var roles = route.access().roles().stream().sorted().map(Role::name).toList();
            var people = String.join(" ", roles);
            served.put(
                    name(route),
                    switch (route.access().kind()) {
                        case PERSON -> people;
                        case DEVICE_OR_PERSON -> "DEVICE " + people;
                        default -> route.access().kind().name();
                    });
        }
        assertThat(served).containsExactlyInAnyOrderEntriesOf(TABLE);
    }

    @TestFactory
    Stream<DynamicTest> letsInWhoMayAndNobodyElse() {
        var tests = new ArrayList<DynamicTest>();
        for (var route : rig.server.routes()) {
            CALLERS.forEach((caller, headers) -> tests.add(
                    DynamicTest.dynamicTest(name(route) + " for " + caller, () -> walk(route, caller, headers))));
        }
        return tests.stream();
    }

    private static void walk(Route route, String caller, String headers) throws IOException {
        rig.time.pass(Duration.ofSeconds(10));
        var response = call(route, headers);
        if (route.access().kind() == Access.Kind.ANYONE) {
            assertThat(response.status()).isEqualTo(200);
            return;
        }
        if (route.access().kind() == Access.Kind.ONE_TIME_CODE) {
            assertThat(response.status()).isIn(400, 401);
            return;
        }
        var allowed = List.of(TABLE.getOrDefault(name(route), "").split(" ", -1));
        boolean isPerson = !Set.of("nobody", "DEVICE", "DONOR_KEY").contains(caller);
        boolean isForPeople = !Set.of(Access.Kind.DEVICE, Access.Kind.DONOR_KEY)
                .contains(route.access().kind());
        if (allowed.contains(caller)) {
            assertThat(response.status()).isNotIn(401, 403, 500, 503);
        } else if (isPerson && isForPeople) {
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.code()).isEqualTo("ROLE_DENIED");
        } else {
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.code()).isEqualTo("TOKEN");
        }
    }

    private static RawHttp.Response call(Route route, String headers) throws IOException {
        var path = route.path()
                .replace(":code", "contacts")
                .replace(":id", "nobody")
                .replace(":name", "any")
                .replace(":site", SITE);
        var query = path.equals("/v1/reviews") || path.equals("/v1/quarantine") ? "?site=" + SITE : "";
        return switch (route.body()) {
            case NONE -> rig.send(route.method().name(), path + query, headers, new byte[0]);
            case JSON -> rig.send(route.method().name(), path, headers + JSON, "{}".getBytes(StandardCharsets.UTF_8));
            case DOCUMENT ->
                rig.send(
                        route.method().name(),
                        path,
                        headers + "Content-Type: application/yaml\r\n",
                        "{}".getBytes(StandardCharsets.UTF_8));
            case PROTOBUF -> rig.send(route.method().name(), path, headers + PROTOBUF, new byte[0]);
        };
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
