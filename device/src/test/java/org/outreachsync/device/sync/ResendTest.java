package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.change;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Shift;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;

class ResendTest {

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;

    /** The hash of the server's records. */
    private static List<Object> content(SyncRequest request) {
        return List.of(
                request.getBatchNo(),
                request.getFirstOp(),
                request.getDefaults().toByteString(),
                request.getOpsList().stream().map(op -> op.toByteString()).toList());
    }

    @Test
    void aBatchWithoutAnAnswerIsSentAgainAsItWas() {
        bench.contact(1);
        var id = bench.contact(2);
        server.thenLose().thenLose().thenRefuse(503, "{}").thenAnswer(request -> ack(request, 1));
        bench.engine.syncOnce(SITE);
        bench.tablet.create(SITE, Shift.envelope().toBuilder().setRole(3).build(), Shift.contact(3));
        bench.tablet.edit(
                id, Edit.of(OutreachContact.newBuilder().setDurationMin(9).build()));
        bench.engine.syncOnce(SITE);
        bench.crash();
        bench.tablet.create(SITE, Shift.envelope().toBuilder().setRole(3).build(), Shift.contact(3));
        bench.engine.syncOnce(SITE);
        bench.tablet.store().compact();
        bench.crash();
        bench.engine.syncOnce(SITE);
        assertThat(server.requests).hasSize(4);
        assertThat(server.requests).extracting(ResendTest::content).containsOnly(content(server.requests.get(0)));
        assertThat(server.requests.get(3).getBootId())
                .isNotEqualTo(server.requests.get(0).getBootId());
        assertThat(bench.tablet.unsentOps()).isEqualTo(3);
    }

    @Test
    void aBatchThatIsTooLargeIsHalvedUntilItFits() {
        for (int at = 0; at < 8; at++) {
            bench.contact(1 + at);
        }
        server.thenRefuse(413, "{\"code\":\"TOO_LARGE\"}")
                .thenRefuse(413, "{\"code\":\"TOO_LARGE\"}")
                .thenAnswer(request -> ack(request, 1));
        bench.engine.syncOnce(SITE);
        bench.engine.syncOnce(SITE);
        bench.engine.syncOnce(SITE);
        assertThat(server.requests).extracting(SyncRequest::getOpsCount).containsExactly(8, 4, 2);
        assertThat(server.requests).extracting(SyncRequest::getBatchNo).containsOnly(1L);
        server.thenAnswer(request -> ack(request, 2));
        bench.engine.syncOnce(SITE);
        assertThat(server.last().getFirstOp()).isEqualTo(3);
        assertThat(server.last().getBatchNo()).isEqualTo(2);
        assertThat(server.last().getOpsCount())
                .as("what fits is tried again carefully")
                .isEqualTo(4);
    }

    @Test
    void aSingleOpThatIsTooLargeDoesNotBlockTheQueue() {
        bench.contact(1);
        var next = bench.contact(2);
        server.thenRefuse(413, "{\"code\":\"TOO_LARGE\"}")
                .thenRefuse(413, "{\"code\":\"TOO_LARGE\"}")
                .thenAnswer(request -> ack(request, 1))
                .thenAnswer(request -> ack(request, 2).setStateHash(hash(2, next)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(server.requests.get(2).getOps(0).hasOutreachContact()).isFalse();
        assertThat(server.requests.get(2).getFirstOp()).isEqualTo(1);
        assertThat(bench.tablet.attentions()).hasSize(1);
        assertThat(bench.tablet.attentions().get(0).getResult().getCode()).isEqualTo("TOO_LARGE");
        assertThat(bench.tablet.attentions().get(0).getOp().getOutreachContact())
                .isEqualTo(Shift.contact(1));
        assertThat(bench.tablet.record(SITE, next)).isPresent();
    }

    @Test
    void theServerHasMoreThanTheTabletThinks() {
        for (int at = 0; at < 6; at++) {
            bench.contact(1 + at);
        }
        server.thenLose().thenRefuse(413, "{\"code\":\"TOO_LARGE\"}");
        bench.engine.syncOnce(SITE);
        bench.contact(7);
        bench.engine.syncOnce(SITE);
        server.thenRefuse(409, "{\"code\":\"BATCH_ID_REUSED\",\"status\":409,\"expected_batch_no\":2,\"acked_op\":6}")
                .thenAnswer(request -> ack(request, 2));
        assertThat(bench.engine.syncOnce(SITE).kind()).isEqualTo(RoundTrip.Kind.AGAIN);
        assertThat(bench.tablet.unsentOps()).isEqualTo(1);
        assertThat(bench.tablet.list(SITE)).hasSize(7);
        bench.engine.syncOnce(SITE);
        assertThat(server.last().getBatchNo()).isEqualTo(2);
        assertThat(server.last().getFirstOp()).isEqualTo(7);
    }

    @Test
    void aServerRestoredFromABackupIsRefilled() {
        for (int at = 0; at < 4; at++) {
            bench.contact(1 + at);
            server.thenAnswer(request -> ack(request, request.getBatchNo()).setMore(true));
            bench.engine.syncOnce(SITE);
        }
        bench.contact(5);
        server.thenRefuse(409, "{\"code\":\"OUT_OF_ORDER\",\"expected_batch_no\":2,\"acked_op\":1}")
                .thenAnswer(request -> ack(request, 2));
        bench.engine.syncOnce(SITE);
        assertThat(bench.tablet.unsentOps()).isEqualTo(4);
        bench.crash();
        bench.engine.syncOnce(SITE);
        assertThat(server.last().getBatchNo()).isEqualTo(2);
        assertThat(server.last().getFirstOp()).isEqualTo(2);
        assertThat(server.last().getOpsList())
                .extracting(op -> op.getOwnRecord())
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(bench.tablet.list(SITE)).hasSize(5);
    }

    @Test
    void numbersThatAreTheSameAlreadyAreNotRetriedAtOnce() {
        bench.contact(1);
        server.thenRefuse(409, "{\"code\":\"OUT_OF_ORDER\",\"expected_batch_no\":1,\"acked_op\":0}");
        var trip = bench.engine.syncOnce(SITE);
        assertThat(trip.kind()).isEqualTo(RoundTrip.Kind.FAILED);
        assertThat(trip.reason()).isEqualTo(SyncReason.BUSY);
    }

    @Test
    void opsThatThisTabletNeverMadeMeanThatItWasCopied() {
        bench.contact(1);
        server.thenRefuse(409, "{\"code\":\"BATCH_ID_REUSED\",\"expected_batch_no\":9,\"acked_op\":50}");
        assertThat(bench.engine.syncOnce(SITE).reason()).isEqualTo(SyncReason.ENROL_AGAIN);
        assertThat(bench.tablet.unsentOps()).isEqualTo(1);
    }

    @Test
    void anExpiredCursorBringsAllRecordsAnew() {
        var id = bench.contact(1);
        var tally =
                bench.tablet.count(SITE, Shift.envelope(), Shift.tally(5, 5)).id();
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, id, tally)));
        assertThat(bench.sync().isComplete()).isTrue();
        bench.contact(2);
        server.thenRefuse(410, "{\"code\":\"CURSOR_EXPIRED\"}").thenLose();
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.NETWORK);
        assertThat(server.last().getCursor().isEmpty()).isTrue();
        assertThat(server.requests).extracting(SyncRequest::getBatchNo).endsWith(2L, 2L);
        assertThat(bench.tablet.unsentOps()).isEqualTo(1);
        bench.tablet.count(SITE, Shift.envelope(), Shift.tally(1, 0));
        assertThat(bench.pending().get(1).op().getSiteDayTally().getContacts())
                .as("own counts outlive the records")
                .isEqualTo(6);
    }

    @Test
    void aRestoredServerIsNoticedWithNothingToSend() {
        var first = bench.contact(1);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, first)));
        bench.sync();
        var second = bench.contact(2);
        server.thenAnswer(request -> ack(request, 2).setStateHash(hash(1, first) + hash(2, second)));
        bench.sync();
        server.thenAnswer(request -> nothing().setStateHash(hash(1, first)))
                .thenAnswer(
                        request -> nothing().addResetBuckets(second.bucket()).setStateHash(hash(1, first)))
                .thenRefuse(409, "{\"code\":\"OUT_OF_ORDER\",\"expected_batch_no\":2,\"acked_op\":1}")
                .thenAnswer(request -> ack(request, 2).setStateHash(hash(1, first) + hash(2, second)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(server.last().getOpsList())
                .extracting(op -> op.getOwnRecord())
                .containsExactly(2L);
        assertThat(bench.tablet.list(SITE)).hasSize(2);
    }

    @Test
    void anExpiredCursorAsksWhetherTheServerStillHasTheLastOp() {
        var id = bench.contact(1);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, id)));
        bench.sync();
        server.thenRefuse(410, "{\"code\":\"CURSOR_EXPIRED\"}")
                .thenAnswer(request -> nothing()
                        .setAck(Ack.newBuilder()
                                .setBatchNo(2)
                                .setAckedOp(1)
                                .setSeq(2)
                                .addResults(OpResult.newBuilder().setOpNo(1).setStatus(Status.STATUS_DUPLICATE)))
                        .addChanges(change(id, 1).setOutreachContact(Shift.contact(1)))
                        .setStateHash(hash(1, id)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(server.last().getFirstOp()).isEqualTo(1);
        assertThat(bench.tablet.list(SITE)).hasSize(1);
    }
}
