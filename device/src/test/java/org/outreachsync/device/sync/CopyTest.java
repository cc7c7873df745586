package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.change;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Proving;
import org.outreachsync.device.Shift;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.enrol.EnrolmentRefusedException;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;

/** A tablet that was restored from a copy of itself, as far as it can notice. */
class CopyTest {

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;

    private void refuse(int expectedBatchNo, int ackedOp, long ackedHlc, int knownThrough) {
        server.thenRefuse(
                409,
                "{\"code\":\"BATCH_ID_REUSED\",\"expected_batch_no\":" + expectedBatchNo + ",\"acked_op\":" + ackedOp
                        + ",\"acked_hlc\":\"" + HexFormat.of().toHexDigits(ackedHlc) + "\",\"known_through\":"
                        + knownThrough + "}");
    }

    private long stampOf(int pending) {
        return bench.pending().get(pending).op().getHlc();
    }

    private boolean isCopied() {
        return bench.tablet.store().read(state -> state.device().getCopied());
    }

    @Test
    void numbersThatStandForTheSameActsAreAdopted() {
        for (int at = 1; at <= 4; at++) {
            bench.contact(at);
        }
        refuse(2, 3, stampOf(2), 3);
        assertThat(bench.engine.syncOnce(SITE).kind()).isEqualTo(RoundTrip.Kind.AGAIN);
        assertThat(bench.pending()).extracting(LocalOp::opNo).containsExactly(4L);
        assertThat(isCopied()).isFalse();
    }

    @Test
    void anotherActUnderANumberOfItsOwnMeansThatTheTabletWasCopied() {
        bench.contact(1);
        bench.contact(2);
        bench.contact(3);
        refuse(2, 2, stampOf(1) + 7, -1);
        assertThat(bench.engine.syncOnce(SITE).reason()).isEqualTo(SyncReason.ENROL_AGAIN);
        assertThat(bench.pending()).hasSize(3);
        bench.crash();
        assertThat(isCopied()).as("until it has enrolled").isTrue();
        bench.enrol(2, SITE);
        assertThat(isCopied()).isFalse();
    }

    @Test
    void anActThatHappensToHaveTheSameStampIsNotTakenForTheOther() {
        bench.contact(1);
        bench.contact(2);
        refuse(2, 2, stampOf(1), 1);
        assertThat(bench.engine.syncOnce(SITE).reason()).isEqualTo(SyncReason.ENROL_AGAIN);
        assertThat(bench.pending())
                .as("without the one that the server has")
                .extracting(LocalOp::opNo)
                .containsExactly(2L);
        assertThat(bench.tablet.list(SITE)).hasSize(2);
    }

    @Test
    void theOtherSitesLearnWhatTheLogHasOfThemBeforeTheTabletEnrols() {
        bench.enrol(2, SITE, "osh-1");
        bench.contact(1);
        bench.tablet.create("osh-1", Shift.envelope(), Shift.contact(1));
        bench.tablet.create("osh-1", Shift.envelope(), Shift.contact(2));
        refuse(9, 50, 7, 0);
        refuse(9, 60, 7, 2);
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.ENROL_AGAIN);
        assertThat(bench.pending()).extracting(LocalOp::recordId).containsExactly(RecordId.counted(9, 2, 1));
        assertThat(isCopied()).isTrue();
        bench.crash();
        bench.enrol(3, SITE, "osh-1");
        assertThat(bench.pending()).extracting(LocalOp::recordId).containsExactly(RecordId.counted(9, 3, 1));
    }

    @Test
    void aBatchThatTheLogHasIsNoReasonToAskForTheRest() {
        for (int at = 1; at <= 3; at++) {
            bench.contact(at);
        }
        server.thenRefuse(413, "{\"code\":\"TOO_LARGE\"}");
        refuse(9, 50, 7, 1);
        bench.engine.syncOnce(SITE);
        assertThat(bench.engine.syncOnce(SITE).kind())
                .as("goes on with the next")
                .isEqualTo(RoundTrip.Kind.AGAIN);
        assertThat(isCopied()).isFalse();
        refuse(9, 50, 7, 2);
        assertThat(bench.engine.syncOnce(SITE).kind()).isEqualTo(RoundTrip.Kind.AGAIN);
        refuse(9, 50, 7, 2);
        assertThat(bench.engine.syncOnce(SITE).reason()).isEqualTo(SyncReason.ENROL_AGAIN);
        assertThat(bench.pending()).extracting(LocalOp::opNo).containsExactly(3L);
    }

    @Test
    void recordsOfACopyGetNamesOfTheNewEpochAndTheirEditsFollow() {
        var sent = bench.contact(1);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, sent)));
        bench.sync();
        bench.tablet.edit(
                sent, Edit.of(OutreachContact.newBuilder().setDurationMin(1).build()));
        var named = bench.contact(2);
        var taken = bench.contact(3);
        bench.tablet.edit(
                taken, Edit.of(OutreachContact.newBuilder().setDurationMin(3).build()));
        bench.tablet.voidRecord(named, 1);
        refuse(9, 50, 7, 3);
        bench.engine.syncOnce(SITE);
        bench.enrol(2, SITE);

        var anew = RecordId.counted(9, 2, 1);
        assertThat(bench.pending()).extracting(LocalOp::recordId).containsExactly(anew, anew, named);
        assertThat(bench.contact(4)).isEqualTo(RecordId.counted(9, 2, 2));
        bench.crash();
        bench.tablet.store().compact();
        bench.crash();
        assertThat(bench.contact(5)).isEqualTo(RecordId.counted(9, 2, 3));
        server.thenLose();
        bench.sync();
        assertThat(server.last().getOpsList()).extracting(Op::getOwnRecord).containsExactly(1L, 1L, 0L, 2L, 3L);
        assertThat(bench.tablet
                        .record(SITE, anew)
                        .orElseThrow()
                        .shown()
                        .getOutreachContact()
                        .getDurationMin())
                .isEqualTo(3);
        assertThat(bench.tablet.list(SITE)).hasSize(5);
    }

    @Test
    void onlyClicksOnTopOfTheCopyAreCounted() {
        var id = count(5, 4);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, id)))
                .thenAnswer(request -> nothing()
                        .addChanges(change(id, 9)
                                .setSiteDayTally(Shift.tally(12, 4))
                                .setOwnShare(Op.newBuilder().setSiteDayTally(Shift.tally(10, 4))))
                        .setStateHash(hash(9, id)));
        bench.sync();
        bench.sync();
        count(1, 0);
        count(2, 1);
        refuse(9, 50, 7, 1);
        bench.engine.syncOnce(SITE);
        bench.enrol(2, SITE);

        assertThat(bench.pending())
                .extracting(op -> op.op().getSiteDayTally())
                .containsExactly(Shift.tally(1, 0), Shift.tally(3, 1));
        assertThat(bench.pending()).extracting(op -> op.op().getCountsEpoch()).containsOnly(0);
        assertThat(shown(id)).isEqualTo(Shift.tally(15, 5));
        bench.crash();
        count(1, 1);
        assertThat(bench.pending().get(2).op().getSiteDayTally()).isEqualTo(Shift.tally(4, 2));
        assertThat(shown(id)).isEqualTo(Shift.tally(16, 6));
    }

    @Test
    void clicksOfAnEpochThatWasOverBeforeTheCopyGoOnWithItsCount() {
        count(5, 0);
        bench.enrol(2, SITE);
        count(2, 0);
        refuse(9, 50, 7, 0);
        bench.engine.syncOnce(SITE);
        bench.enrol(3, SITE);
        assertThat(bench.pending()).extracting(op -> op.op().getCountsEpoch()).containsExactly(1, 0);
        assertThat(bench.pending())
                .extracting(op -> op.op().getSiteDayTally())
                .containsExactly(Shift.tally(5, 0), Shift.tally(2, 0));
    }

    @Test
    void anIdThatTheServerKnowsIsNotGivenAgain() {
        var unknown = RecordId.counted(9, 1, 7);
        server.thenAnswer(request -> nothing()
                .addChanges(change(unknown, 1).setOutreachContact(Shift.contact(1)))
                .setStateHash(hash(1, unknown)));
        bench.sync();
        assertThat(bench.contact(2)).isEqualTo(RecordId.counted(9, 1, 8));
    }

    @Test
    void anEpochThatSkipsOthersMeansThatTheTabletWasCopied() {
        bench.contact(1);
        bench.enrol(3, SITE);
        assertThat(bench.pending().get(0).recordId()).isEqualTo(RecordId.counted(9, 3, 1));
    }

    @Test
    void anEpochOfAnAnswerThatWasLostIsItsOwn() throws Exception {
        var waiting = bench.contact(1);
        Transport lost = (path, headers, body) -> {
            throw new IOException("answer lost");
        };
        Transport givenUp = (path, headers, body) -> FakeServer.problem(408, "<html>");
        var refused = new Proving((path, headers, body) -> FakeServer.problem(401, "{\"code\":\"ONE_TIME_CODE\"}"));
        enrolBy(lost);
        enrolBy(refused);
        bench.crash();
        enrolBy(givenUp);
        bench.enrol(4, SITE);
        assertThat(bench.pending().get(0).recordId()).isEqualTo(waiting);

        bench.contact(2);
        enrolBy(refused);
        bench.enrol(6, SITE);
        assertThat(bench.pending())
                .as("a refusal begins no epoch")
                .extracting(LocalOp::recordId)
                .containsExactly(waiting, RecordId.counted(9, 6, 1));
    }

    private void enrolBy(Transport transport) throws Exception {
        try {
            bench.tablet.enrolment(transport, Bench.KEYS).enrol("code", "m", "1");
        } catch (IOException | EnrolmentRefusedException failed) {
            assertThat(bench.tablet.unsentOps()).isPositive();
        }
    }

    private RecordId count(int contacts, int syringes) {
        return bench.tablet
                .count(SITE, Shift.envelope(), Shift.tally(contacts, syringes))
                .id();
    }

    private SiteDayTally shown(RecordId id) {
        return bench.tablet.record(SITE, id).orElseThrow().shown().getSiteDayTally();
    }
}
