package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Role;
import org.outreachsync.wire.v1.ClientFeedback;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.Referral;
import org.outreachsync.wire.v1.Screening;

/** Tests, treatment and ratings that workers had on paper, from the device library to the figures, over sockets. */
class CareOnPaperToFiguresIT extends PaperToFiguresRig {

    private static final int OST = 31;

    @Test
    void anAnonymousTestIsATestAndNoPerson() throws Exception {
        var test = Screening.newBuilder()
                .setDisease(1)
                .setTestKind(1)
                .setResult(1)
                .setTestedOn(DAY)
                .setResultGivenOn(DAY)
                .setConsent(true);
        refuse("CLIENT_OR_SEX_AND_AGE", test.build());
        record(test.clone().setSex(2).setAgeBand(6).build());
        record(test.clone().setUic("М1985БЕАС").build());
        record(Referral.newBuilder()
                .setSex(2)
                .setAgeBand(6)
                .setFrom(21)
                .setTo(1)
                .setStatus(3)
                .setIssuedOn(DAY)
                .setCompletedOn(DAY)
                .build());
        sync();

        var share = figure("HTS.2?period=2026&by=sex");
        assertThat(share.getLong("denominator")).isEqualTo(2);
        assertThat(row(share.getJsonArray("by"), "sex", "MALE").getLong("denominator"))
                .isEqualTo(2);
        assertThat(numerator("HTS_TST?period=2026")).isEqualTo(1);
        assertThat(figure("HTS.ANON?period=2026").getDouble("value")).isEqualTo(50);
        assertThat(figure("REF.DONE?period=2026").getDouble("value")).isEqualTo(100);
    }

    @Test
    void aTreatmentStopsForAReason() throws Exception {
        var status = OstStatus.newBuilder().setDrug(1).setStartOn(DAY - 300);
        refuse(
                "STOP_REASON_WITHOUT_STOP",
                status.clone().setUic("М1985БЕАС").setStopReason(2).build());
        record(status.clone()
                .setUic("М1985БЕАС")
                .setStopOn(DAY - 10)
                .setStopReason(2)
                .build());
        record(status.clone()
                .setUic("Ж1990АЙГУ")
                .setStopOn(DAY - 9)
                .setStopReason(3)
                .build());
        record(status.clone().setUic("М1979ЭМСА").setStopOn(DAY - 8).build());
        sync();

        var answer = figure("OST.STOPPED?period=2026&by=stop_reason");
        assertThat(answer.getLong("numerator")).isEqualTo(3);
        for (var reason : List.of("LEFT", "TRANSFERRED", "NONE")) {
            assertThat(row(answer.getJsonArray("by"), "stop_reason", reason).getLong("numerator"))
                    .as(reason)
                    .isEqualTo(1);
        }
        assertThat(row(answer.getJsonArray("by"), "stop_reason", "DIED").getLong("numerator"))
                .as("a row of the question")
                .isZero();
        var csv = new String(
                rig.send("GET", "/v1/indicators/OST.STOPPED?period=2026&by=stop_reason&format=csv", admin, new byte[0])
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(csv).contains(",LEFT,1,");
    }

    @Test
    void aRatingCountsForTheSiteThatItIsAboutAndANameIsKeptOutOfEveryRecord() throws Exception {
        var feedback = ClientFeedback.newBuilder().setService(OST).setTopic(2).setRelative(false);
        record(feedback.clone().setRating(5).build());
        record(feedback.clone().setRating(2).setAboutSite(OTHER).build());
        record(feedback.clone().setRating(4).setAboutSite(SITE).build());
        refuse(
                "SITE_UNKNOWN",
                feedback.clone().setRating(1).setAboutSite("Gulnara, market").build());
        record(feedback.clone().setRating(1).setAboutSite("GULNARA-1990").build());
        sync();

        var rows = figure("OST.FEEDBACK?period=2026&by=site").getJsonArray("by");
        assertThat(row(rows, "site", OTHER).getLong("numerator")).isEqualTo(2);
        assertThat(row(rows, "site", OTHER).getLong("denominator")).isEqualTo(1);
        assertThat(row(rows, "site", SITE).getLong("numerator")).isEqualTo(9);
        assertThat(row(rows, "site", SITE).getLong("denominator")).isEqualTo(2);
        assertThat(figure("FEEDBACK?period=2026").getLong("denominator")).isEqualTo(3);
        var manager = rig.person(Role.MANAGER, Set.of(OTHER));
        var seen = rig.send("GET", "/v1/indicators/OST.FEEDBACK?period=2026", manager, new byte[0])
                .json();
        assertThat(seen.getLong("numerator")).as("of the site that is rated").isEqualTo(2);

        assertThat(tablet.attentions())
                .singleElement()
                .satisfies(one -> assertThat(one.getResult().getCode()).isEqualTo("SITE_UNKNOWN"));
        var kept = rig.send("GET", "/v1/quarantine?site=" + SITE, admin, new byte[0]);
        assertThat(kept.json().getJsonArray("items")).hasSize(1);
        assertThat(new String(kept.body(), StandardCharsets.UTF_8))
                .contains("SITE_UNKNOWN")
                .doesNotContain("GULNARA");
    }
}
