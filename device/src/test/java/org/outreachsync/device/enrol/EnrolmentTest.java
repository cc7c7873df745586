package org.outreachsync.device.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Shift.SITE;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeClock;
import org.outreachsync.device.Proving;
import org.outreachsync.device.Shift;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.OutreachContact;

class EnrolmentTest {

    @Test
    void sendsAPublicKeyAndKeepsTheAnswer() throws Exception {
        var tablet = Tablet.open(new MemoryJournalFile(), Seal.NONE, Shift.PROGRAMME, new FakeClock());
        var requests = new ArrayList<EnrolRequest>();
        var server = new Proving((path, headers, body) -> {
            assertThat(path).isEqualTo("/v1/enrol");
            requests.add(EnrolRequest.parseFrom(body));
            return new Transport.Answer(
                    200, Map.of(), Shift.enrolled(1, SITE, "osh-2").toByteArray());
        });
        tablet.enrolment(server, Bench.KEYS).enrol("1234-5678", "make and model", "1.2");
        var request = requests.get(0);
        assertThat(request.getOneTimeCode()).isEqualTo("1234-5678");
        assertThat(request.getDeviceId()).isEmpty();
        var key = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(request.getPublicKey().toByteArray()));
        assertThat(((ECPublicKey) key).getParams().getOrder().bitLength()).isEqualTo(256);
        assertThat(tablet.phase()).isEqualTo(Phase.PHASE_ENROLLED);
        assertThat(tablet.sites()).containsExactly(SITE, "osh-2");
    }

    @Test
    void aRefusalChangesNothing() {
        var tablet = Tablet.open(new MemoryJournalFile(), Seal.NONE, Shift.PROGRAMME, new FakeClock());
        var problem = "{\"code\":\"ONE_TIME_CODE\",\"detail\":\"The code was used.\"}".getBytes(StandardCharsets.UTF_8);
        var server = new Proving((path, headers, body) -> new Transport.Answer(401, Map.of(), problem));
        assertThatThrownBy(() -> tablet.enrolment(server, Bench.KEYS).enrol("x", "m", "1"))
                .isInstanceOfSatisfying(
                        EnrolmentRefusedException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("ONE_TIME_CODE"));
        assertThat(tablet.phase()).isEqualTo(Phase.PHASE_UNSPECIFIED);
    }

    @Test
    void aRevokedDeviceIsWipedInsteadOfEnrolledAgain() {
        var bench = new Bench();
        var problem = "{\"code\":\"DEVICE_REVOKED\",\"wipe\":true}".getBytes(StandardCharsets.UTF_8);
        var server = new Proving((path, headers, body) -> new Transport.Answer(403, Map.of(), problem));
        assertThatThrownBy(() -> bench.tablet.enrolment(server, Bench.KEYS).enrol("x", "m", "1"))
                .isInstanceOf(EnrolmentRefusedException.class);
        assertThat(bench.file.content()).isEmpty();
        assertThat(bench.tablet.unsentOps()).isZero();
    }

    @Test
    void aNewEpochNumbersWhatWaitsFromOneAndKeepsRecordsWhole() {
        var bench = new Bench();
        var sent = bench.contact(1);
        bench.server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, sent)));
        bench.sync();
        var waiting = bench.contact(2);
        bench.tablet.edit(
                sent, Edit.of(OutreachContact.newBuilder().setDurationMin(9).build()));
        bench.server.thenLose().thenRefuse(409, "{\"code\":\"EPOCH_STALE\"}");
        bench.sync();
        bench.sync();
        bench.enrol(2, SITE);
        bench.crash();
        var fresh = bench.contact(3);
        assertThat(fresh).isEqualTo(RecordId.counted(9, 2, 1));
        bench.server.thenAnswer(request -> ack(request, 2).setStateHash(hash(2, sent, waiting, fresh)));
        assertThat(bench.sync().isComplete()).isTrue();
        var request = bench.server.last();
        assertThat(request.getEpoch()).isEqualTo(2);
        assertThat(request.getBatchNo()).isEqualTo(1);
        assertThat(request.getFirstOp()).isEqualTo(1);
        assertThat(request.getOpsCount()).isEqualTo(3);
        assertThat(request.getOps(0).getRecordId().toByteArray()).isEqualTo(waiting.toBytes());
        assertThat(request.getOps(1).getRecordId().toByteArray()).isEqualTo(sent.toBytes());
        assertThat(request.getOps(2).getOwnRecord()).isEqualTo(1);
        assertThat(request.getCursor()).as("the records need not come again").isEqualTo(Bench.CURSOR);
        assertThat(bench.server.headers.get(bench.server.headers.size() - 1))
                .containsEntry("Authorization", "Bearer token-2");
        assertThat(bench.tablet.list(SITE)).hasSize(3);
    }

    @Test
    void aReenrolmentNamesTheDeviceAndItsLastToken() throws Exception {
        var bench = new Bench();
        var requests = new ArrayList<EnrolRequest>();
        var server = new Proving((path, headers, body) -> {
            requests.add(EnrolRequest.parseFrom(body));
            return new Transport.Answer(
                    200, Map.of(), Shift.enrolled(2, "osh-2").toByteArray());
        });
        bench.contact(1);
        bench.tablet.enrolment(server, Bench.KEYS).enrol("code", "m", "1");
        assertThat(requests.get(0).getDeviceId()).isEqualTo("tablet-9");
        assertThat(requests.get(0).getPreviousToken()).isEqualTo("token-1");
        assertThat(requests.get(0).getLastEpoch()).isEqualTo(1);
        assertThat(bench.tablet.sites()).containsExactly("osh-2");
        assertThat(bench.tablet.attentions())
                .as("ops of a site that was taken away")
                .hasSize(1);
    }
}
