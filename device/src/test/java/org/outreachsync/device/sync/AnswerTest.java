package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.change;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeClock;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Shift;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

class AnswerTest {

    private static final RecordId THEIRS = RecordId.counted(4, 1, 1);
    private static final ByteString KEY = ByteString.copyFrom(new byte[] {1, 2, 3, 4});

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;

    private static SyncResponse.Builder results(SyncRequest request, long seq, OpResult.Builder... results) {
        var ack = Ack.newBuilder()
                .setBatchNo(request.getBatchNo())
                .setAckedOp(request.getFirstOp() + request.getOpsCount() - 1)
                .setSeq(seq);
        List.of(results).forEach(ack::addResults);
        return nothing().setAck(ack);
    }

    @Test
    void whatOnlyThisTabletWroteIsNotSentBack() {
        var id = bench.contact(1);
        bench.tablet.edit(
                id,
                Edit.of(OutreachContact.newBuilder()
                        .addServices(2)
                        .setDurationMin(9)
                        .build()));
        server.thenAnswer(request -> ack(request, 31).setStateHash(hash(31, id)));
        assertThat(bench.sync().isComplete()).isTrue();
        bench.crash();
        var record = bench.tablet.record(SITE, id).orElseThrow();
        assertThat(record.version()).isEqualTo(31);
        assertThat(record.isUnsent()).isFalse();
        assertThat(record.shown().getOutreachContact())
                .isEqualTo(Shift.contact(1, 2).toBuilder().setDurationMin(9).build());
        assertThat(record.shown().getEnvelope())
                .isEqualTo(Shift.envelope().toBuilder().setSite(SITE).build());
        bench.tablet.voidRecord(id, 1);
        assertThat(bench.pending().get(0).op().getBaseSeq()).isEqualTo(31);
    }

    @Test
    void aClientCodeIsReplacedByItsKey() {
        var id = bench.tablet.create(SITE, Shift.envelope(), Shift.client()).id();
        assertThat(bench.tablet
                        .record(SITE, id)
                        .orElseThrow()
                        .shown()
                        .getClient()
                        .getUic())
                .isEqualTo(Shift.CODE);
        server.thenAnswer(request -> results(
                request,
                5,
                OpResult.newBuilder()
                        .setOpNo(1)
                        .setStatus(Status.STATUS_APPLIED)
                        .setClientKey(KEY)
                        .setOccurredOn(Shift.DAY - 1)));
        bench.engine.syncOnce(SITE);
        var shown = bench.tablet.record(SITE, id).orElseThrow().shown();
        assertThat(shown.getClient())
                .isEqualTo(
                        Shift.client().toBuilder().clearUic().setClientKey(KEY).build());
        assertThat(shown.getEnvelope().getOccurredOn())
                .as("filed by the repaired clock")
                .isEqualTo(Shift.DAY - 1);
        bench.tablet.edit(id, Edit.of(Client.newBuilder().setUic("Ж1985АНПА").build()));
        var corrected = bench.tablet.record(SITE, id).orElseThrow().shown().getClient();
        assertThat(corrected.getUic()).isEqualTo("Ж1985АНПА");
        assertThat(corrected.getClientKey()).as("the key of the old code").isEmpty();
    }

    @Test
    void whatLiesBeforeTheWorkerNamesAClientByKeyUnlessItIsInQuarantine() {
        var standing = bench.tablet
                .create(SITE, Shift.envelope(), Shift.exchange(5, 0))
                .id();
        bench.tablet.edit(
                standing,
                Edit.of(NeedleExchange.newBuilder().setUic("Ж1985АНПА").build())
                        .clear(NeedleExchange.PEERS_SERVED_FIELD_NUMBER));
        bench.tablet.create(SITE, Shift.envelope(), Shift.exchange(7, 0));
        server.thenAnswer(request -> results(
                request,
                5,
                OpResult.newBuilder().setOpNo(1).setStatus(Status.STATUS_REVIEW).setClientKey(KEY),
                OpResult.newBuilder()
                        .setOpNo(2)
                        .setStatus(Status.STATUS_APPLIED)
                        .setClientKey(KEY)
                        .addWarnings("LATE"),
                OpResult.newBuilder()
                        .setOpNo(3)
                        .setStatus(Status.STATUS_QUARANTINED)
                        .setCode("CLIENT_CODE_INVALID")));
        bench.engine.syncOnce(SITE);
        bench.crash();
        assertThat(bench.tablet.attentions())
                .extracting(attention -> attention.getOp().getNeedleExchange())
                .containsExactly(
                        Shift.exchange(5, 0).toBuilder()
                                .clearUic()
                                .setClientKey(KEY)
                                .build(),
                        NeedleExchange.newBuilder().setClientKey(KEY).build(),
                        Shift.exchange(7, 0));
        assertThat(bench.tablet.attentions().get(1).getOp().getSetsList())
                .as("a code is not shown as cleared")
                .containsExactlyInAnyOrder(
                        NeedleExchange.CLIENT_KEY_FIELD_NUMBER, NeedleExchange.PEERS_SERVED_FIELD_NUMBER);
    }

    @Test
    void aPurgedCodeLeavesTheFile() {
        var id = bench.tablet.create(SITE, Shift.envelope(), Shift.client()).id();
        server.thenAnswer(request -> results(
                        request,
                        5,
                        OpResult.newBuilder()
                                .setOpNo(1)
                                .setStatus(Status.STATUS_APPLIED)
                                .setClientKey(KEY))
                .setStateHash(hash(5, id)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(text(bench.file))
                .as("kept for a server that is restored from a backup")
                .contains(Shift.CODE);
        server.thenAnswer(request ->
                nothing().setStateHash(hash(5, id)).setServerNow(FakeClock.MORNING + TimeUnit.DAYS.toMillis(8)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(text(bench.file)).doesNotContain(Shift.CODE);
        bench.crash();
        assertThat(bench.tablet.list(SITE)).hasSize(1);
    }

    private static String text(MemoryJournalFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    @Test
    void whatWentToQuarantineLeavesTheQueueAndLiesBeforeTheWorker() {
        var bad = bench.contact(1);
        var good = bench.contact(2);
        server.thenAnswer(request -> results(
                        request,
                        8,
                        OpResult.newBuilder()
                                .setOpNo(1)
                                .setStatus(Status.STATUS_QUARANTINED)
                                .setCode("UNKNOWN_CODE")
                                .setField("services"),
                        OpResult.newBuilder()
                                .setOpNo(2)
                                .setStatus(Status.STATUS_APPLIED)
                                .addWarnings("LATE"))
                .setStateHash(hash(8, good)));
        assertThat(bench.sync().isComplete()).isTrue();
        bench.crash();
        assertThat(bench.tablet.record(SITE, bad)).isEmpty();
        assertThat(bench.tablet.record(SITE, good)).isPresent();
        var attentions = bench.tablet.attentions();
        assertThat(attentions)
                .extracting(attention -> attention.getResult().getStatus())
                .containsExactly(Status.STATUS_QUARANTINED, Status.STATUS_APPLIED);
        assertThat(attentions.get(0).getOp().getOutreachContact()).isEqualTo(Shift.contact(1));
        bench.tablet.attentionSeen(attentions.get(0).getId());
        assertThat(bench.tablet.attentions()).hasSize(1);
    }

    @Test
    void aQuarantinedEditLeavesTheRecordAsItWas() {
        var id = bench.contact(1);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, id)));
        bench.sync();
        bench.tablet.edit(
                id, Edit.of(OutreachContact.newBuilder().setDurationMin(9).build()));
        server.thenAnswer(
                request -> results(request, 2, OpResult.newBuilder().setOpNo(2).setStatus(Status.STATUS_QUARANTINED))
                        .setStateHash(hash(1, id)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(bench.tablet.record(SITE, id).orElseThrow().shown().getOutreachContact())
                .isEqualTo(Shift.contact(1));
    }

    @Test
    void theServersWordOnARecordStands() {
        var id = bench.contact(1);
        server.thenAnswer(
                request -> results(request, 3, OpResult.newBuilder().setOpNo(1).setStatus(Status.STATUS_MERGED))
                        .addChanges(change(id, 3).setOutreachContact(Shift.contact(1, 9)))
                        .addChanges(change(THEIRS, 2).setOutreachContact(Shift.contact(4)))
                        .setStateHash(hash(3, id) + hash(2, THEIRS)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(bench.tablet.record(SITE, id).orElseThrow().shown().getOutreachContact())
                .isEqualTo(Shift.contact(1, 9));
        assertThat(bench.tablet.list(SITE)).hasSize(2);
        server.thenAnswer(request ->
                nothing().addChanges(change(THEIRS, 4).setRemoved(true)).setStateHash(hash(3, id)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(bench.tablet.record(SITE, THEIRS)).isEmpty();
        assertThat(server.last().getStateHash()).isEqualTo(hash(3, id) + hash(2, THEIRS));
    }

    @Test
    void unsentWorkLiesOverWhatOthersChanged() {
        server.thenAnswer(request -> nothing()
                .addChanges(change(THEIRS, 2).setOutreachContact(Shift.contact(4)))
                .setStateHash(hash(2, THEIRS)));
        bench.sync();
        bench.tablet.edit(
                THEIRS, Edit.of(OutreachContact.newBuilder().setDurationMin(30).build()));
        server.thenLose();
        bench.sync();
        assertThat(server.last().getOps(0).getRecordId().toByteArray()).isEqualTo(THEIRS.toBytes());
        assertThat(server.last().getOps(0).getBaseSeq()).isEqualTo(2);
        assertThat(bench.tablet.record(SITE, THEIRS).orElseThrow().shown().getOutreachContact())
                .isEqualTo(Shift.contact(4).toBuilder().setDurationMin(30).build());
    }

    @Test
    void stampsFollowWhatTheServerShows() {
        long ahead = org.outreachsync.model.Hlc.of(FakeClock.MORNING + 100_000, 5);
        server.thenAnswer(request -> nothing()
                .addChanges(change(THEIRS, 2).setHlc(ahead).setOutreachContact(Shift.contact(4)))
                .setStateHash(hash(2, THEIRS)));
        bench.sync();
        bench.contact(1);
        assertThat(bench.pending().get(0).op().getHlc()).isEqualTo(ahead + 1);
    }

    @Test
    void whatWasCapturedDuringASyncIsSentInIt() {
        bench.contact(1);
        server.thenAnswer(request -> {
                    bench.contact(2);
                    return ack(request, 1);
                })
                .thenAnswer(request -> ack(request, 2)
                        .setStateHash(bench.tablet.stateHash(SITE) + hash(2, RecordId.counted(9, 1, 2))));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(bench.tablet.unsentOps()).isZero();
    }

    @Test
    void keptOpsArePurgedAfterDays() {
        bench.contact(1);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, RecordId.counted(9, 1, 1))));
        bench.sync();
        assertThat(retained()).isEqualTo(1);
        for (int day : new int[] {6, 8}) {
            server.thenAnswer(request -> nothing()
                    .setServerNow(FakeClock.MORNING + TimeUnit.DAYS.toMillis(day))
                    .setStateHash(hash(1, RecordId.counted(9, 1, 1))));
            bench.sync();
            assertThat(retained()).as("after %d days", day).isEqualTo(day < 7 ? 1 : 0);
        }
        assertThat(bench.tablet.list(SITE)).hasSize(1);
    }

    private int retained() {
        return bench.tablet
                .store()
                .read(state -> state.sites().values().stream()
                        .mapToInt(site -> site.retained().size())
                        .sum());
    }
}
