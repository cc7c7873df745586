package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.JSON;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/** {@code /v1/sites} over a socket. The rig's day is 2026-03-02. */
class SiteRoutesIT {

    private ServerRig rig;
    private String admin;

    @BeforeEach
    void start() {
        rig = new ServerRig(Map.of("OUTREACH_PROGRAMME_START", "2019-05-01"));
        admin = rig.admin();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawHttp.Response post(String path, JsonObject body) throws IOException {
        return rig.send("POST", path, admin + JSON, body.toBuffer().getBytes());
    }

    private static JsonObject inBatken() {
        return new JsonObject().put("country", "KG").put("region", "KG-B");
    }

    private static void refused(RawHttp.Response response, String parameter) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().getMap()).containsEntry("code", "PARAMETER").containsEntry("parameter", parameter);
    }

    @Test
    void addsASiteWithItsPlace() throws IOException {
        var site = inBatken().put("code", "BATKEN-1").put("name", "Batken");

        var added = post("/v1/sites", site.put("project", 3).put("provider", "PUBLIC"));

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().getBoolean("closed")).isFalse();
        assertThat(added.json().getJsonArray("placements"))
                .containsExactly(
                        inBatken().put("from", "2019-05-01").put("project", 3).put("provider", "PUBLIC"));
        var listed = rig.send("GET", "/v1/sites", admin, new byte[0]).json().getJsonArray("items");
        assertThat(listed).hasSize(2);
        assertThat(listed.getJsonObject(0)).isEqualTo(added.json());
        assertThat(listed.getJsonObject(1).getJsonArray("placements")).isEmpty();
        assertThat(listed.getJsonObject(1).getBoolean("closed")).isFalse();
    }

    @Test
    void movesAndClosesASite() throws IOException {
        var path = "/v1/sites/" + SITE;
        assertThat(post(path + "/placements", inBatken().put("from", "2020-01-01"))
                        .status())
                .isEqualTo(201);
        var moved = post(
                path + "/placements",
                new JsonObject().put("country", "UZ").put("region", "UZ-FA").put("from", "2026-01-01"));
        assertThat(moved.json().getJsonArray("placements"))
                .containsExactly(
                        inBatken()
                                .put("from", "2020-01-01")
                                .put("until", "2026-01-01")
                                .put("project", 0)
                                .put("provider", "OTHER"),
                        new JsonObject()
                                .put("country", "UZ")
                                .put("region", "UZ-FA")
                                .put("from", "2026-01-01")
                                .put("project", 0)
                                .put("provider", "OTHER"));

        var closing = post(path + "/close", new JsonObject().put("on", "2026-03-03"));

        assertThat(closing.status()).isEqualTo(200);
        assertThat(closing.json().getBoolean("closed")).isFalse();
        rig.time.pass(Duration.ofDays(1));
        var listed = rig.send("GET", "/v1/sites", admin, new byte[0])
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(listed.getBoolean("closed")).isTrue();
    }

    @Test
    void namesTheParameterThatItRefuses() throws IOException {
        var site = new JsonObject().put("code", "BATKEN-1").put("name", "Batken");
        refused(post("/v1/sites", site.copy().put("country", "KG")), "region");
        refused(post("/v1/sites", site.copy().put("from", "2026-01-01")), "country");
        refused(post("/v1/sites", site.copy().mergeIn(inBatken()).put("from", "1/1/2026")), "from");
        refused(post("/v1/sites", site.copy().mergeIn(inBatken()).put("project", 70_000)), "project");
        refused(post("/v1/sites", site.copy().mergeIn(inBatken()).put("project", "one")), "project");
        refused(post("/v1/sites", site.copy().mergeIn(inBatken()).put("provider", "NGO")), "provider");
        refused(post("/v1/sites", site.copy().put("name", "half a \ud83d")), "name");
        var path = "/v1/sites/" + SITE;
        refused(post(path + "/placements", inBatken()), "from");
        refused(post(path + "/close", new JsonObject()), "on");
        refused(post(path + "/close", new JsonObject().put("on", "2026-01-01")), "on");
        assertThat(post("/v1/sites/NOWHERE/close", new JsonObject().put("on", "2026-01-01"))
                        .code())
                .isEqualTo("NOT_FOUND");
        assertThat(post("/v1/sites/NOWHERE/placements", inBatken().put("from", "2026-01-01"))
                        .status())
                .isEqualTo(404);
    }
}
