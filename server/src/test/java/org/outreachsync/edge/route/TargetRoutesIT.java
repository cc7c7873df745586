package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.targets.Amount;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;

/** {@code /v1/targets} over a socket. */
class TargetRoutesIT {

    private ServerRig rig;
    private String admin;

    @BeforeEach
    void start() {
        rig = new ServerRig(Map.of());
        admin = person(Role.ADMIN);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private String person(Role role, String... sites) {
        return rig.person(role, Set.of(sites));
    }

    private RawHttp.Response post(String who, JsonObject body) throws IOException {
        return rig.send("POST", "/v1/targets", who + JSON, body.toBuffer().getBytes());
    }

    private JsonArray list(String who) throws IOException {
        return rig.send("GET", "/v1/targets", who, new byte[0]).json().getJsonArray("items");
    }

    private static JsonObject size(String area, int value) {
        return figure("SIZE_ESTIMATE", area, value).put("population", "PWID");
    }

    private static JsonObject figure(String kind, String area, int value) {
        return new JsonObject()
                .put("kind", kind)
                .put("area", area)
                .put("year", 2026)
                .put("value", value)
                .put("source", "IBBS 2024, published");
    }

    private void refused(String parameter, JsonObject body) throws IOException {
        var response = post(admin, body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().getMap()).containsEntry("code", "PARAMETER").containsEntry("parameter", parameter);
    }

    @Test
    void entersAndLists() throws IOException {
        var first = post(admin, size("region:KG-GB", 4_200));
        assertThat(first.status()).isEqualTo(201);
        var second = post(admin, size("region:KG-GB", 4_300)).json();
        var target = post(admin, figure("TARGET", "site:" + SITE, 300).put("indicator", "PERSONS_REACHED"))
                .json();

        assertThat(target.getMap())
                .containsEntry("kind", "TARGET")
                .containsEntry("indicator", "PERSONS_REACHED")
                .containsEntry("area", "site:" + SITE)
                .containsEntry("year", 2026)
                .containsEntry("period", "2026")
                .containsEntry("unit", "COUNT")
                .containsEntry("value", 300)
                .containsEntry("source", "IBBS 2024, published")
                .containsEntry("entered_at", "2026-03-02T08:00:00Z")
                .containsEntry("replaced", false)
                .containsKey("id")
                .doesNotContainKey("population");
        assertThat(list(admin)).containsExactly(first.json().put("replaced", true), second, target);
    }

    @Test
    void keepsDecimalsExactlyAsTheyWereWritten() throws IOException {
        var share =
                "{\"kind\":\"TARGET\",\"indicator\":\"KP-1d\",\"area\":\"country:KG\",\"source\":\"Grant\",\"unit\":\"PERCENT\",\"period\":\"2026Q3\",\"value\":";
        for (var value : Map.of(
                        "72.5", "72.5", "33.30", "33.3", "0.1", "0.1", "70", "70", "1E1", "10", "99.9999", "99.9999")
                .entrySet()) {
            var response = rig.send(
                    "POST",
                    "/v1/targets",
                    admin + JSON,
                    (share + value.getKey() + "}").getBytes(StandardCharsets.UTF_8));
            assertThat(response.status()).as(value.getKey()).isEqualTo(201);
            assertThat(new String(response.body(), StandardCharsets.UTF_8))
                    .contains("\"value\":" + value.getValue() + ",\"unit\":\"PERCENT\"");
        }
        for (var value : List.of(
                "0", "-1", "0.00001", "100000000.1", "1e999999999", "1e-999999999", "72.", "\"72.5\"", "null")) {
            var response = rig.send(
                    "POST", "/v1/targets", admin + JSON, (share + value + "}").getBytes(StandardCharsets.UTF_8));
            assertThat(response.status()).as(value).isEqualTo(400);
        }
        for (var value : List.of("1e99999999999", "1e-99999999999", "1".repeat(101))) {
            var response = rig.send(
                    "POST", "/v1/targets", admin + JSON, (share + value + "}").getBytes(StandardCharsets.UTF_8));
            assertThat(response.json().getString("detail"))
                    .as(value)
                    .isEqualTo(
                            "Give value as a number of at most 100 characters, and at most nine digits in its exponent.");
        }
    }

    @Test
    void keepsManagersToTheirSites() throws IOException {
        rig.server.identities().sites().add("NARYN", "Naryn");
        var ofOsh = person(Role.MANAGER, SITE);
        var ofAll = person(Role.MANAGER, SITE, "NARYN");

        assertThat(post(ofOsh, size("site:" + SITE, 1)).status()).isEqualTo(201);
        for (var area : new String[] {"site:NARYN", "site:NOWHERE", "region:KG-O", "country:KG"}) {
            var denied = post(ofOsh, size(area, 1));
            assertThat(denied.status()).isEqualTo(403);
            assertThat(denied.code()).isEqualTo("SCOPE_DENIED");
        }
        assertThat(post(ofAll, size("site:NARYN", 1)).status()).isEqualTo(201);
        assertThat(post(ofAll, size("country:KG", 1)).status()).isEqualTo(201);

        assertThat(list(ofOsh))
                .extracting(item -> ((JsonObject) item).getString("area"))
                .containsExactly("site:" + SITE);
        assertThat(list(ofAll)).hasSize(3).isEqualTo(list(admin));
    }

    @Test
    void namesTheParameterThatItRefuses() throws IOException {
        refused("kind", size("country:KG", 1).put("kind", "GUESS"));
        refused("kind", new JsonObject());
        refused("area", size("KG", 1));
        refused("area", size("site:NOWHERE", 1));
        refused("population", size("country:KG", 1).put("population", "EVERYBODY"));
        refused("indicator", figure("TARGET", "country:KG", 1));
        refused("indicator", figure("TARGET", "country:KG", 1).put("indicator", "PERSONS_REACHT"));
        refused("indicator", figure("TARGET", "country:KG", 1).put("indicator", "NSP.RET"));
        refused(
                "population",
                figure("TARGET", "country:KG", 1)
                        .put("indicator", "PERSONS_REACHED")
                        .put("population", "PWID"));
        refused("year", size("country:KG", 1).put("year", 1999));
        refused("year", size("country:KG", 1).putNull("year"));
        refused("year", size("country:KG", 1).put("period", "2026"));
        for (var period : List.of("2026W5", "20260101", "2026-01-01..2026-02-28", "2026S3", "", "2199", "199912")) {
            refused("period", of(period));
        }
        var half = size("country:KG", 1).put("period", "2026S1");
        half.remove("year");
        refused("period", half);
        refused("unit", of("2026").put("unit", "PERCENT"));
        refused("unit", of("2026").put("unit", "DOZEN"));
        refused("unit", size("country:KG", 1).put("unit", "PERCENT"));
        refused("value", size("country:KG", 0));
        refused("value", size("country:KG", 1).put("value", 1.5));
        refused("value", size("country:KG", 1).put("value", 5_000_000_000L));
        refused("source", size("country:KG", 1).put("source", "me"));
        assertThat(rig.send("GET", "/v1/targets?cursor=-", admin, new byte[0])
                        .json()
                        .getMap())
                .containsEntry("parameter", "cursor");
    }

    private static JsonObject of(String period) {
        var body = figure("TARGET", "country:KG", 1)
                .put("indicator", "PERSONS_REACHED")
                .put("period", period);
        body.remove("year");
        return body;
    }

    @Test
    void turnsPages() throws IOException {
        int page = Limits.standard().pages().targets();
        var targets = rig.server.targets();
        for (int at = 0; at <= page; at++) {
            targets.add(Subject.size(Area.of("country:KG"), "PWID", 2026), Amount.count(1), "own count");
        }
        var first = rig.send("GET", "/v1/targets", admin, new byte[0]).json();
        assertThat(first.getJsonArray("items")).hasSize(page);
        var last = rig.send("GET", "/v1/targets?cursor=" + first.getString("next"), admin, new byte[0])
                .json();
        assertThat(last.getJsonArray("items")).hasSize(1);
        assertThat(last.getJsonArray("items").getJsonObject(0).getBoolean("replaced"))
                .isFalse();
        assertThat(last.containsKey("next")).isFalse();
    }
}
