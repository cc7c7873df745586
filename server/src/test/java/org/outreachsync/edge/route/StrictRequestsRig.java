package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.outreachsync.edge.Route;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/** Asks every route of a server, as an admin. */
abstract class StrictRequestsRig {

    /** What each route that takes JSON would take, and a member of it to be spoilt. */
    static final Map<String, String> BODIES = new LinkedHashMap<>();

    static {
        BODIES.put("POST /v1/setup", "{\"code\":\"7KQ2-M4XD-9TPA\",\"name\":\"Aida\"}");
        BODIES.put("POST /v1/sites", "{\"code\":\"NARYN-1\",\"name\":\"Naryn\"}");
        BODIES.put(
                "POST /v1/sites/:site/placements", "{\"from\":\"2026-07-01\",\"country\":\"KG\",\"region\":\"KG-O\"}");
        BODIES.put("POST /v1/sites/:site/close", "{\"on\":\"2027-01-01\"}");
        BODIES.put(
                "POST /v1/targets",
                "{\"kind\":\"SIZE_ESTIMATE\",\"area\":\"site:OSH-1\",\"population\":\"PWID\",\"year\":2026,\"value\":42,\"source\":\"IBBS\"}");
        BODIES.put("POST /v1/enrolment-codes", "{\"sites\":[\"OSH-1\"],\"minutes\":30}");
        BODIES.put("POST /v1/people", "{\"name\":\"Aida\",\"role\":\"MANAGER\",\"sites\":[\"OSH-1\"]}");
        BODIES.put("PUT /v1/destinations/:code/credentials/:name", "{\"kind\":\"token\",\"token\":\"t0ken\"}");
        BODIES.put("POST /v1/destinations/:code/keys", "{\"holder\":\"Statistics\",\"days\":30}");
        BODIES.put("POST /v1/exports", "{\"destination\":\"MINISTRY\",\"period\":\"202601\"}");
    }

    static ServerRig rig;
    static String admin;

    @BeforeAll
    static void start() {
        rig = new ServerRig(Map.of());
        admin = rig.admin();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    static DynamicTest by(Route route, String what, String body, String member) {
        return DynamicTest.dynamicTest(name(route) + ": " + what, () -> {
            var response = send(route, JSON, body.getBytes(StandardCharsets.UTF_8));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.code()).isEqualTo("PARAMETER");
            assertThat(response.json().getString("parameter")).isEqualTo(member);
        });
    }

    static RawHttp.Response send(Route route, String mediaType, byte[] body) throws IOException {
        rig.time.pass(Duration.ofSeconds(10));
        return rig.send(route.method().name(), path(route), admin + mediaType, body);
    }

    static String path(Route route) {
        return route.path()
                .replace(":code", "PERSONS_REACHED")
                .replace(":id", "nobody")
                .replace(":name", "any")
                .replace(":site", SITE);
    }

    static String body(Route route) {
        return BODIES.getOrDefault(name(route), "{}");
    }

    static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
