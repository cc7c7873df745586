package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;

/** What a supervisor decides about ops in quarantine, over a socket. */
class QuarantineDecisionsIT {

    private static final int DAYS_AHEAD = 30;

    private ServerRig rig;
    private SocketTablet tablet;
    private String supervisor = "";
    private String manager = "";

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        rig = new ServerRig(Map.of("OUTREACH_DATA", data.toString(), "OUTREACH_TIME_ZONE", "UTC"));
        rig.place(rig.admin(), SITE, "KG-O");
        tablet = new SocketTablet(rig);
        supervisor = rig.person(Role.SUPERVISOR, Set.of(SITE));
        manager = rig.person(Role.MANAGER, Set.of(SITE));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(rig.time.instant(), ZoneOffset.UTC);
    }

    private RawHttp.Response decide(int status, String who, String path) throws IOException {
        rig.time.pass(Duration.ofSeconds(1));
        var response = rig.send("POST", "/v1/quarantine/" + path, who, new byte[0]);
        assertThat(response.status()).as(path).isEqualTo(status);
        return response;
    }

    private JsonArray waiting() throws IOException {
        return rig.send("GET", "/v1/quarantine?site=" + SITE, supervisor, new byte[0])
                .json()
                .getJsonArray("items");
    }

    private String onlyOne() throws IOException {
        assertThat(waiting()).hasSize(1);
        return waiting().getJsonObject(0).getString("id");
    }

    private void assertSyringes(long given) throws IOException {
        rig.awaitCounted(manager, SITE);
        rig.time.pass(Duration.ofSeconds(1));
        assertThat(rig.send(
                                "GET",
                                "/v1/indicators/SYRINGES_DISTRIBUTED?period=2026&sites=" + SITE,
                                manager,
                                new byte[0])
                        .json()
                        .getLong("value"))
                .isEqualTo(given);
    }

    @Test
    void aReleasedRecordCountsOnceAndComesToEachTablet() throws IOException {
        tablet.exchangeAhead("Ж1990АЙГУ", 7, DAYS_AHEAD);
        var id = onlyOne();
        assertSyringes(0);

        decide(200, supervisor, id + "/release?occurred_on=" + today());

        assertThat(waiting()).isEmpty();
        assertSyringes(7);
        assertThat(tablet.hand().getChangesList())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.getEnvelope().getOccurredOn()).isEqualTo((int) today().toEpochDay()));
        assertThat(decide(200, supervisor, id + "/release?occurred_on=" + today())
                        .json()
                        .getLong("seq"))
                .as("the same decision, made again")
                .isEqualTo(2);
        assertThat(decide(404, supervisor, id + "/discard").json().getString("code"))
                .isEqualTo("NOT_FOUND");
        assertSyringes(7);
    }

    @Test
    void whatIsStillWrongWaitsUntilItIsRight() throws IOException {
        tablet.exchangeAhead("Ж1990АЙГУ", 7, DAYS_AHEAD);
        var id = onlyOne();

        var refused = decide(409, supervisor, id + "/release").json();

        assertThat(refused.getString("code")).isEqualTo("STILL_REFUSED");
        assertThat(refused.getString("rule")).isEqualTo("DATE_IN_FUTURE");
        assertThat(refused.getString("field")).isEqualTo("occurred_on");
        decide(409, supervisor, id + "/release?occurred_on=1990-01-01");
        assertThat(onlyOne()).isEqualTo(id);
        rig.time.pass(Duration.ofDays(DAYS_AHEAD));
        decide(200, supervisor, id + "/release");
        assertSyringes(7);
    }

    @Test
    void aDiscardedOpIsGone() throws IOException {
        tablet.exchangeAhead("Ж1990АЙГУ", 7, DAYS_AHEAD);
        var id = onlyOne();

        decide(200, supervisor, id + "/discard");

        assertThat(waiting()).isEmpty();
        assertSyringes(0);
        assertThat(tablet.hand().getChangesList()).isEmpty();
        decide(404, supervisor, id + "/release?occurred_on=" + today());
    }

    @Test
    void aTabletsLastShiftCanBeTakenInAfterItWasRevoked() throws IOException {
        var admin = rig.admin();
        rig.send("POST", "/v1/devices/" + tablet.enrolled.getDeviceId() + "/revoke", admin, new byte[0]);
        tablet.exchange("Ж1990АЙГУ", 9);
        var id = onlyOne();
        assertThat(waiting().getJsonObject(0).getString("code")).isEqualTo("DEVICE_REVOKED");

        decide(200, supervisor, id + "/release");

        assertSyringes(9);
    }

    @Test
    void nobodyElseDecides() throws IOException {
        tablet.exchangeAhead("Ж1990АЙГУ", 7, DAYS_AHEAD);
        var id = onlyOne();

        decide(401, "", id + "/release");
        decide(403, manager, id + "/release");
        decide(403, manager, id + "/discard");
        rig.server.identities().sites().add("ELSEWHERE", "Elsewhere");
        var other = rig.person(Role.SUPERVISOR, Set.of("ELSEWHERE"));
        decide(403, other, id + "/discard");
        decide(404, other, id.replace(SITE, "ELSEWHERE") + "/discard");
        decide(404, supervisor, SITE + "/0/1/discard");
        decide(404, supervisor, SITE + "/9/1/discard");
        decide(404, supervisor, SITE + "/18446744073709551615/1/discard");
        decide(404, supervisor, SITE + "/x/1/discard");
        decide(404, supervisor, SITE + "/1/-1/release");
        decide(404, rig.admin(), "NOWHERE/1/1/release");
        decide(400, supervisor, id + "/release?occurred_on=%2B999999999-01-01");
        var wrong =
                decide(400, supervisor, id + "/release?occurred_on=yesterday").json();
        assertThat(wrong.getString("parameter")).isEqualTo("occurred_on");
        assertThat(onlyOne()).isEqualTo(id);
    }
}
