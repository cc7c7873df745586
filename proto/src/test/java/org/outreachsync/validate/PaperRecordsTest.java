package org.outreachsync.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.validate.Findings.DAY;
import static org.outreachsync.validate.Findings.KEY;
import static org.outreachsync.validate.Findings.exchange;
import static org.outreachsync.validate.Findings.line;
import static org.outreachsync.validate.Findings.op;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.ArvStatus;
import org.outreachsync.wire.v1.ClientFeedback;
import org.outreachsync.wire.v1.NaloxoneIssue;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OstStatus;
import org.outreachsync.wire.v1.Referral;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.StockMove;
import org.outreachsync.wire.v1.TallyLine;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Entering records from paper: for whom, what, why, and about which site. */
class PaperRecordsTest {

    private static final int FOOD = 25;
    private static final int UNSORTED = 21;

    private final Findings findings = new Findings();

    @Test
    void whoHandsOnMayTakeAsMuchAgainForEachPeer() throws Exception {
        assertThat(findings.of(forPeers(9, 500))).isEmpty();
        assertThat(findings.of(forPeers(9, 501))).containsExactly("MANY_FOR_PERSONS lines.distributed (warning)");
        assertThat(findings.of(forPeers(9, 5000))).containsExactly("MANY_FOR_PERSONS lines.distributed (warning)");
        assertThat(findings.of(forPeers(9, 5001))).containsExactly("TOO_MANY_FOR_PERSONS lines.distributed");
        assertThat(findings.of(forPeers(1, 5000))).containsExactly("TOO_MANY_FOR_PERSONS lines.distributed");
        assertThat(findings.of(forPeers(20, 10_501))).containsExactly("OUT_OF_RANGE lines.distributed");
        assertThat(findings.of(naloxone(0, 11))).containsExactly("TOO_MANY_DOSES_FOR_PERSONS doses");
        assertThat(findings.of(naloxone(3, 40))).isEmpty();
    }

    private static Op forPeers(int peers, int pieces) {
        var exchange = NeedleExchange.newBuilder()
                .setClientKey(KEY)
                .setPeersServed(peers)
                .addLines(line(41, 3, 0))
                .addLines(line(2, pieces, 0));
        return op().setNeedleExchange(exchange).build();
    }

    private static Op naloxone(int peers, int doses) {
        return op().setNaloxoneIssue(NaloxoneIssue.newBuilder()
                        .setClientKey(KEY)
                        .setDoses(doses)
                        .setTrained(true)
                        .setReason(1)
                        .setPeersServed(peers))
                .build();
    }

    @Test
    void whatIsUnsortedIsTakenBackOnly() throws Exception {
        assertThat(findings.of(exchange(line(UNSORTED, 0, 120)))).isEmpty();
        assertThat(findings.of(exchange(line(UNSORTED, 1, 120))))
                .containsExactly("RETURNED_ONLY_DISTRIBUTED lines.distributed");
        var beside = NeedleExchange.newBuilder()
                .setClientKey(KEY)
                .addLines(line(2, 10, 0))
                .addLines(line(UNSORTED, 0, 30));
        assertThat(findings.of(op().setNeedleExchange(beside).build()))
                .as("another line gives out")
                .isEmpty();
        var tally = SiteDayTally.newBuilder()
                .setSex(1)
                .setAgeBand(6)
                .setMode(1)
                .addDistributed(TallyLine.newBuilder().setCommodity(UNSORTED).setPieces(5));
        assertThat(findings.of(op().setSiteDayTally(tally).build()))
                .containsExactly("RETURNED_ONLY_TALLIED distributed.pieces");
        assertThat(findings.of(stocked(UNSORTED, 100))).containsExactly("RETURNED_ONLY_STOCKED quantity");
        assertThat(findings.of(stocked(UNSORTED, -100))).containsExactly("RETURNED_ONLY_STOCKED quantity");
        assertThat(findings.of(stocked(2, 100))).isEmpty();
    }

    private static Op stocked(int commodity, int quantity) {
        return op().setStockMove(StockMove.newBuilder()
                        .setCommodity(commodity)
                        .setQuantity(quantity)
                        .setReason(1))
                .build();
    }

    @Test
    void nobodyMustGiveACodeWherePaperAsksForNone() throws Exception {
        var visit = WomenServiceVisit.newBuilder().addServices(FOOD);
        assertThat(findings.of(op().setWomenServiceVisit(visit).build()))
                .containsExactly("CLIENT_OR_SEX_AND_AGE client_key");
        assertThat(findings.of(op().setWomenServiceVisit(visit.setSex(1)).build()))
                .containsExactly("CLIENT_OR_SEX_AND_AGE client_key");
        assertThat(findings.of(op().setWomenServiceVisit(visit.setAgeBand(6)).build()))
                .isEmpty();
        var test = Screening.newBuilder()
                .setDisease(1)
                .setTestKind(1)
                .setConsent(true)
                .setTestedOn(DAY);
        assertThat(findings.of(op().setScreening(test).build())).containsExactly("CLIENT_OR_SEX_AND_AGE client_key");
        assertThat(findings.of(op().setScreening(test.setSex(2).setAgeBand(6)).build()))
                .isEmpty();
        var referral = Referral.newBuilder().setFrom(21).setTo(1).setStatus(1).setIssuedOn(DAY);
        assertThat(findings.of(op().setReferral(referral).build())).containsExactly("CLIENT_OR_SEX_AND_AGE client_key");
        assertThat(findings.of(
                        op().setReferral(referral.setSex(2).setAgeBand(6)).build()))
                .isEmpty();
    }

    @Test
    void aTreatmentOfNobodyIsNoTreatment() throws Exception {
        assertThat(findings.of(
                        op().setOstStatus(OstStatus.newBuilder().setDrug(1).setStartOn(DAY))
                                .build()))
                .containsExactly("REQUIRED client_key");
        assertThat(findings.of(
                        op().setArvStatus(ArvStatus.newBuilder().setPurpose(1).setStartOn(DAY))
                                .build()))
                .containsExactly("REQUIRED client_key");
    }

    @Test
    void whyATreatmentStoppedIsSaidOfOneThatStopped() throws Exception {
        var ost = OstStatus.newBuilder()
                .setClientKey(KEY)
                .setDrug(1)
                .setStartOn(DAY - 40)
                .setStopReason(3);
        assertThat(findings.of(op().setOstStatus(ost).build())).containsExactly("STOP_REASON_WITHOUT_STOP stop_reason");
        assertThat(findings.of(op().setOstStatus(ost.setStopOn(DAY)).build())).isEmpty();
        assertThat(findings.of(op().setOstStatus(ost.clearStopReason()).build()))
                .as("nobody may know why")
                .isEmpty();
        assertThat(findings.of(op().setOstStatus(ost.setStopReason(99)).build()))
                .containsExactly("UNKNOWN_CODE stop_reason");
        var arv = ArvStatus.newBuilder()
                .setClientKey(KEY)
                .setPurpose(2)
                .setStartOn(DAY - 40)
                .setStopReason(8);
        assertThat(findings.of(op().setArvStatus(arv).build())).containsExactly("STOP_REASON_WITHOUT_STOP stop_reason");
        assertThat(findings.of(op().setArvStatus(arv.setStopOn(DAY)).build())).isEmpty();
    }

    @Test
    void theSiteThatFeedbackIsAboutHasTheFormOfASite() throws Exception {
        var feedback = ClientFeedback.newBuilder()
                .setService(31)
                .setTopic(2)
                .setRating(4)
                .setRelative(false);
        assertThat(findings.of(
                        op().setClientFeedback(feedback.setAboutSite("OSH-1")).build()))
                .isEmpty();
        for (var text : List.of("Aigul from the market", "osh-1", "ОШ-1", "O", "A".repeat(33), "OSH 1", "OSH-1\n")) {
            assertThat(findings.of(
                            op().setClientFeedback(feedback.setAboutSite(text)).build()))
                    .as(text)
                    .containsExactly("SITE_UNKNOWN about_site");
        }
    }
}
