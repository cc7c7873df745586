package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;

/** What a manager is told about client codes that may be two people, or two codes that may be one. */
class DoubtfulCodesIT {

    private static final String OTHER = "BATKEN-1";

    private final ServerRig rig = new ServerRig(Map.of("OUTREACH_NEW_CODES_PER_DAY", "5"));
    private String admin = "";

    @BeforeEach
    void place() throws IOException {
        admin = rig.admin();
        rig.server.identities().sites().add(OTHER, "Batken");
        place(SITE, "KG-O");
        place(OTHER, "KG-B");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void place(String site, String region) throws IOException {
        var body = "{\"from\":\"2026-01-01\",\"country\":\"KG\",\"region\":\"" + region + "\",\"provider\":\"PUBLIC\"}";
        var placed = rig.send(
                "POST",
                "/v1/sites/" + site + "/placements",
                admin + ServerRig.JSON,
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(placed.status()).as(placed.json().encode()).isBetween(200, 299);
    }

    private JsonObject quality(String site) throws IOException {
        return rig
                .send("GET", "/v1/quality?period=2026&sites=" + SITE + "," + OTHER, admin, new byte[0])
                .json()
                .getJsonArray("sites")
                .stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("site").equals(site))
                .findFirst()
                .orElseThrow();
    }

    private void await(String site, String member, int count) throws IOException {
        while (quality(site).getInteger(member) < count) {
            Thread.onSpinWait();
        }
        assertThat(quality(site).getInteger(member)).isEqualTo(count);
    }

    @Test
    void aCodeInTwoRegionsOnOneDayIsMetApartAtBoth() throws IOException {
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 3);
        new SocketTablet(rig).exchange("Ж1991АЙГУ", 3);
        new SocketTablet(rig, OTHER).exchange("Ж1990AЙГУ", 3);
        await(SITE, "client_codes_met_apart", 1);
        await(OTHER, "client_codes_met_apart", 1);
        assertThat(quality(SITE).getInteger("colliding_client_codes")).isZero();
    }

    @Test
    void aCodeRegisteredInTwoRegionsOrOnTwoDaysCollides() throws IOException {
        var tablet = new SocketTablet(rig);
        tablet.register("Ж1990АЙГУ", 3, 5);
        tablet.register("Ж1990АЙГО", 3, 5);
        new SocketTablet(rig, OTHER).register("Ж1990АЙГУ", 4, 5);
        new SocketTablet(rig, OTHER).register("Ж1990АЙГО", 3, 9);
        await(SITE, "colliding_client_codes", 2);
    }

    @Test
    void theSameRegistrationTwiceDoesNot() throws IOException {
        new SocketTablet(rig).register("Ж1990АЙГУ", 3, 5);
        new SocketTablet(rig, OTHER).register("Ж1990АЙГУ", 3, 5);
        new SocketTablet(rig).exchange("Ж1990YАГУ", 3);
        await(SITE, "unclear_client_codes", 1);
        assertThat(quality(SITE).getInteger("colliding_client_codes")).isZero();
    }

    @Test
    void codesBeyondTheLimitAreCounted() throws IOException {
        var tablet = new SocketTablet(rig);
        for (int guess = 0; guess < 8; guess++) {
            tablet.exchange("М" + (1930 + guess) + "АЙГУ", 1);
        }
        await(SITE, "beyond_new_codes", 3);
        assertThat(quality(SITE).getInteger("quarantined")).isEqualTo(3);
    }
}
