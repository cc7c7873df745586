package org.outreachsync.device.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Shift.SITE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Proving;
import org.outreachsync.device.Shift;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.OutreachContact;

/**
 * A tablet that first enrolled after the backup from which the server was restored: the server knows neither the tablet
 * nor anything that it sent.
 */
class ForgottenTest {

    private static final int NUMBER = 1_204_817_736;

    private final Bench bench = new Bench();
    private final List<EnrolRequest> requests = new ArrayList<>();
    private final Transport restored = new Proving((path, headers, body) -> {
        var request = EnrolRequest.parseFrom(body);
        requests.add(request);
        return request.getDeviceId().isEmpty()
                ? new Transport.Answer(
                        200,
                        Map.of(),
                        Shift.enrolled(1, SITE).toBuilder()
                                .setDeviceId("other")
                                .setDeviceNo(NUMBER)
                                .build()
                                .toByteArray())
                : FakeServer.problem(401, "{\"code\":\"TOKEN\"}");
    });

    private void enrolAgain() throws Exception {
        bench.tablet.enrolment(restored, Bench.KEYS).enrol("1234-5678", "m", "1");
    }

    @Test
    void comesInAsANewOneByTheSameCode() throws Exception {
        enrolAgain();

        assertThat(requests).extracting(EnrolRequest::getDeviceId).containsExactly("tablet-9", "");
        assertThat(requests).extracting(EnrolRequest::getOneTimeCode).containsOnly("1234-5678");
        assertThat(requests.get(1).getPreviousToken()).isEmpty();
        assertThat(requests.get(1).getLastEpoch()).isZero();
        assertThat(requests.get(1).getPublicKey()).isEqualTo(requests.get(0).getPublicKey());
        assertThat(bench.contact(1)).isEqualTo(RecordId.counted(NUMBER, 1, 1));
    }

    @Test
    void handsInUnderItsNewNumberWhatWasAcknowledgedAndWhatWaits() throws Exception {
        var sent = bench.contact(1);
        bench.server.thenAnswer(request -> ack(request, 150).setStateHash(hash(150, sent)));
        bench.sync();
        bench.tablet.edit(
                sent, Edit.of(OutreachContact.newBuilder().setDurationMin(9).build()));
        bench.contact(2);

        enrolAgain();
        bench.crash();

        var first = RecordId.counted(NUMBER, 1, 1);
        var second = RecordId.counted(NUMBER, 1, 2);
        assertThat(bench.pending()).extracting(LocalOp::recordId).containsExactly(first, first, second);
        assertThat(bench.pending()).extracting(LocalOp::opNo).containsExactly(1L, 2L, 3L);
        assertThat(bench.pending())
                .extracting(op -> op.op().getBaseSeq())
                .as("nothing of the lost log was seen in this one")
                .containsOnly(0L);
        assertThat(bench.contact(3)).isEqualTo(RecordId.counted(NUMBER, 1, 3));
        assertThat(bench.tablet
                        .record(SITE, first)
                        .orElseThrow()
                        .shown()
                        .getOutreachContact()
                        .getDurationMin())
                .isEqualTo(9);
        assertThat(bench.tablet.list(SITE)).hasSize(3);
        bench.server.thenLose();
        bench.sync();
        assertThat(bench.server.last().getCursor()).isEmpty();
        assertThat(bench.server.last().getFirstOp()).isEqualTo(1);
    }

    @Test
    void handsInRecordsOfAllItsEpochsUnderItsNewNumber() throws Exception {
        bench.contact(1);
        bench.enrol(2, SITE);
        bench.contact(2);

        enrolAgain();

        assertThat(bench.pending())
                .extracting(LocalOp::recordId)
                .containsExactly(RecordId.counted(NUMBER, 1, 1), RecordId.counted(NUMBER, 1, 2));
    }

    @Test
    void countsEveryClickOnce() throws Exception {
        var id = click();
        bench.server.thenAnswer(request -> ack(request, 150).setStateHash(hash(150, id)));
        bench.sync();
        click();
        bench.enrol(2, SITE);
        click();

        enrolAgain();

        assertThat(bench.pending()).extracting(op -> op.op().getCountsEpoch()).containsOnly(0);
        var last = bench.pending().get(bench.pending().size() - 1).op().getSiteDayTally();
        assertThat(last.getContacts()).as("what waited of both epochs").isEqualTo(2);
        assertThat(bench.tablet
                        .record(SITE, id)
                        .orElseThrow()
                        .shown()
                        .getSiteDayTally()
                        .getContacts())
                .isEqualTo(2);
    }

    private RecordId click() {
        return bench.tablet.count(SITE, Shift.envelope(), Shift.tally(1, 0)).id();
    }

    @Test
    void aWrongCodeIsNoReasonToBecomeANewOne() {
        var wrong = new Proving((path, headers, body) -> {
            requests.add(EnrolRequest.parseFrom(body));
            return FakeServer.problem(401, "{\"code\":\"ONE_TIME_CODE\"}");
        });

        assertThatThrownBy(() -> bench.tablet.enrolment(wrong, Bench.KEYS).enrol("x", "m", "1"))
                .isInstanceOf(EnrolmentRefusedException.class);
        assertThat(requests).hasSize(1);
    }
}
