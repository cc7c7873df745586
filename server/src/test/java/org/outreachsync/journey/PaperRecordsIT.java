package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.wire.v1.ClientExit;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.Referral;
import org.outreachsync.wire.v1.RightsViolation;
import org.outreachsync.wire.v1.StaffTraining;
import org.outreachsync.wire.v1.SyncResponse;
import org.outreachsync.wire.v1.TrainedLine;

/** What workers write on paper, over a socket: what a tablet hands in, a manager and a supervisor get. */
class PaperRecordsIT {

    private static final String OTHER = "BATKEN-1";
    private static final String UIC = "Ж1990АЙГУ";
    private static final int DAY = 20_513;

    private ServerRig rig;
    private SocketTablet tablet;
    private String admin;

    @BeforeEach
    void start() throws IOException {
        rig = new ServerRig(Map.of());
        admin = rig.admin();
        rig.server.identities().sites().add(OTHER, "Batken");
        tablet = new SocketTablet(rig);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private JsonObject answer(String query) throws IOException {
        while (true) {
            Thread.onSpinWait();
            rig.time.pass(Duration.ofMillis(100));
            var answer = rig.send("GET", "/v1/indicators/" + query, admin, new byte[0])
                    .json();
            var asOf = answer.getJsonObject("as_of").getJsonObject(SITE);
            if (asOf.getLong("counted_to").equals(asOf.getLong("acknowledged_to"))) {
                return answer;
            }
        }
    }

    private static Map<String, Long> rows(JsonObject answer, String... dimensions) {
        var rows = new TreeMap<String, Long>();
        answer.getJsonArray("by").stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getLong("numerator") != 0)
                .forEach(row -> {
                    var words = List.of(dimensions).stream().map(row::getString).toList();
                    rows.put(String.join(" ", words), row.getLong("numerator"));
                });
        return rows;
    }

    private static RightsViolation.Builder violation(int kind, int by, boolean consent) {
        return RightsViolation.newBuilder()
                .setViolation(kind)
                .setPerpetrator(by)
                .setResult(1)
                .setConsent(consent);
    }

    @Test
    void violationsAreBrokenDownByKindAndByWhom() throws IOException {
        var told = tablet.hand(
                Op.newBuilder().setRightsViolation(violation(5, 1, true).setUic(UIC)),
                Op.newBuilder().setRightsViolation(violation(5, 1, false)),
                Op.newBuilder().setRightsViolation(violation(8, 3, false)),
                Op.newBuilder().setRightsViolation(violation(8, 3, false).setUic(UIC)));

        assertThat(told.getAck().getResults(3).getWarningsList())
                .as("nobody is named without consent")
                .contains("REFUSED_BY_CLIENT");
        assertThat(told.getAck().getResults(3).getClientKey()).isEmpty();
        var answer = answer("RIGHTS.CASES?period=2026&by=violation,perpetrator");
        assertThat(answer.getLong("numerator")).isEqualTo(4);
        assertThat(rows(answer, "violation", "perpetrator"))
                .isEqualTo(Map.of("EXTORTION POLICE", 2L, "CARE_DENIED HEALTH_WORKER", 2L));
        assertThat(answer.getJsonArray("by"))
                .as("a row of each kind by each side")
                .hasSize(19 * 12);
    }

    @Test
    void trainingsAreBrokenDownByTopicAndRole() throws IOException {
        var training = StaffTraining.newBuilder().setTopic(2).setHours(8);
        tablet.hand(Op.newBuilder()
                .setStaffTraining(
                        training.addStaff(TrainedLine.newBuilder().setRole(1).setPeople(6))
                                .addStaff(TrainedLine.newBuilder().setRole(4).setPeople(2))));

        assertThat(rows(answer("STAFF.TRAINED?period=2026&by=topic,role"), "topic", "role"))
                .isEqualTo(Map.of("OVERDOSE OUTREACH_WORKER", 6L, "OVERDOSE NURSE", 2L));
        assertThat(rows(answer("STAFF.TRAININGS?period=2026&by=topic"), "topic"))
                .isEqualTo(Map.of("OVERDOSE", 1L));
    }

    @Test
    void outcomesAreBrokenDown() throws IOException {
        var referral = Referral.newBuilder()
                .setUic(UIC)
                .setFrom(21)
                .setStatus(3)
                .setIssuedOn(DAY)
                .setCompletedOn(DAY);
        var told = tablet.hand(
                Op.newBuilder().setReferral(referral.clone().setTo(13).setOutcome(10)),
                Op.newBuilder().setReferral(referral.clone().setTo(20).setOutcome(5)),
                Op.newBuilder().setReferral(referral.clone().setTo(20).setOutcome(10)),
                Op.newBuilder().setReferral(referral.clone().setTo(1)));

        assertThat(told.getAck().getResults(2).getCode()).isEqualTo("OUTCOME_OF_ANOTHER_SERVICE");
        assertThat(rows(answer("REF.OUTCOME?period=2026&by=outcome"), "outcome"))
                .isEqualTo(Map.of("CASE_WON", 1L, "JOB_FOUND", 1L));
    }

    @Test
    void aMeetingAfterDeathIsAskedAboutAtItsSiteAndCountedAtEvery() throws IOException {
        var died = ClientExit.newBuilder().setUic(UIC).setReason(1);
        var told = tablet.hand(Op.newBuilder()
                .setEnvelope(Envelope.newBuilder().setOccurredOn(DAY - 2))
                .setClientExit(died));
        assertThat(told.getAck().getResults(0).getCode()).isEmpty();

        var met = SyncResponse.parseFrom(tablet.offer(UIC, 1).body()).getAck().getResults(0);
        assertThat(met.getCode()).isEqualTo("MET_AFTER_DEATH");
        new SocketTablet(rig, OTHER).exchange(UIC, 1);

        assertThat(rows(answer("EXITS?period=2026&by=reason"), "reason")).isEqualTo(Map.of("DIED", 1L));
        var reviews =
                rig.send("GET", "/v1/reviews?site=" + SITE, admin, new byte[0]).json();
        assertThat(reviews.encode()).contains("MET_AFTER_DEATH").contains(met.getReviewId());
        rig.awaitQuality(admin, SITE, "clients_met_after_death", 1);
        rig.awaitQuality(admin, OTHER, "clients_met_after_death", 1);
    }
}
