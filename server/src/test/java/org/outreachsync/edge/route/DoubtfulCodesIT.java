package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import java.io.IOException;
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
        rig.place(admin, SITE, "KG-O");
        rig.place(admin, OTHER, "KG-B");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aCodeInTwoRegionsOnOneDayIsMetApartAtBoth() throws IOException {
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 3);
        new SocketTablet(rig).exchange("Ж1991АЙГУ", 3);
        new SocketTablet(rig, OTHER).exchange("Ж1990AЙГУ", 3);
        rig.awaitQuality(admin, SITE, "client_codes_met_apart", 1);
        rig.awaitQuality(admin, OTHER, "client_codes_met_apart", 1);
        assertThat(rig.quality(admin, SITE).getInteger("colliding_client_codes"))
                .isZero();
    }

    @Test
    void aCodeRegisteredInTwoRegionsOrOnTwoDaysCollides() throws IOException {
        var tablet = new SocketTablet(rig);
        tablet.register("Ж1990АЙГУ", 3, 5);
        tablet.register("Ж1990АЙГО", 3, 5);
        new SocketTablet(rig, OTHER).register("Ж1990АЙГУ", 4, 5);
        new SocketTablet(rig, OTHER).register("Ж1990АЙГО", 3, 9);
        rig.awaitQuality(admin, SITE, "colliding_client_codes", 2);
    }

    @Test
    void theSameRegistrationTwiceDoesNot() throws IOException {
        new SocketTablet(rig).register("Ж1990АЙГУ", 3, 5);
        new SocketTablet(rig, OTHER).register("Ж1990АЙГУ", 3, 5);
        new SocketTablet(rig).exchange("Ж1990YАГУ", 3);
        rig.awaitQuality(admin, SITE, "unclear_client_codes", 1);
        assertThat(rig.quality(admin, SITE).getInteger("colliding_client_codes"))
                .isZero();
    }

    @Test
    void codesBeyondTheLimitAreCounted() throws IOException {
        var tablet = new SocketTablet(rig);
        for (int guess = 0; guess < 8; guess++) {
            tablet.exchange("М" + (1930 + guess) + "АЙГУ", 1);
        }
        rig.awaitQuality(admin, SITE, "beyond_new_codes", 3);
        assertThat(rig.quality(admin, SITE).getInteger("quarantined")).isEqualTo(3);
    }
}
