package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Shift;
import org.outreachsync.device.capture.NotWritableException;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.Command;
import org.outreachsync.wire.v1.CommandKind;
import org.outreachsync.wire.v1.SyncResponse;

class CommandTest {

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;

    private static SyncResponse.Builder command(SyncResponse.Builder answer, CommandKind kind, String id, String site) {
        return answer.addCommands(Command.newBuilder().setId(id).setKind(kind).setScope(site));
    }

    private static String text(MemoryJournalFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    @Test
    void aWipeDestroysTheDataAndIsConfirmedOnce() {
        bench.tablet.create(SITE, Shift.envelope(), Shift.client());
        assertThat(text(bench.file)).contains(Shift.CODE);
        server.thenAnswer(request -> command(
                        nothing().setAck(ack(request, 1).getAck()), CommandKind.COMMAND_KIND_WIPE, "wipe-7", ""))
                .thenLose();
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.NETWORK);
        assertThat(text(bench.file)).doesNotContain(Shift.CODE);
        bench.crash();
        assertThat(bench.tablet.phase()).isEqualTo(Phase.PHASE_WIPING);
        assertThat(bench.tablet.list(SITE)).isEmpty();
        assertThatThrownBy(() -> bench.contact(1)).isInstanceOf(NotWritableException.class);
        server.thenAnswer(request -> nothing());
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.WIPED);
        assertThat(server.last().getDoneCommandsList()).containsExactly("wipe-7");
        assertThat(server.last().getOpsCount()).isZero();
        assertThat(server.headers.get(2)).containsEntry("Authorization", "Bearer token-1");
        assertThat(bench.file.content()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401, TOKEN", "403, DEVICE_REVOKED", "403, SCOPE_DENIED", "409, EPOCH_STALE"})
    void aRefusedConfirmationEndsAWipeToo(int status, String code) {
        server.thenAnswer(request -> command(nothing(), CommandKind.COMMAND_KIND_WIPE, "wipe-7", ""))
                .thenRefuse(503, "{\"code\":\"BUSY\"}")
                .thenRefuse(status, "{\"code\":\"" + code + "\"}");
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.BUSY);
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.WIPED);
    }

    @Test
    void aRevokedTabletIsWipedWhenTheServerSaysSo() {
        bench.tablet.create(SITE, Shift.envelope(), Shift.client());
        server.thenRefuse(403, "{\"code\":\"DEVICE_REVOKED\",\"status\":403,\"wipe\":true}");
        assertThat(bench.sync().reason()).isEqualTo(SyncReason.WIPED);
        assertThat(bench.file.content()).isEmpty();
        assertThat(bench.tablet.unsentOps()).isZero();
    }

    @Test
    void aRevokedTabletIsWipedOnlyAfterWhatWaitsAtOtherSitesWasTaken() {
        var two = new Bench(SITE, "osh-2");
        two.contact(1);
        two.tablet.create("osh-2", Shift.envelope(), Shift.contact(1));
        two.server
                .thenRefuse(403, "{\"code\":\"DEVICE_REVOKED\",\"wipe\":true}")
                .thenLose();
        assertThat(two.sync().reason()).isEqualTo(SyncReason.NETWORK);
        two.crash();
        assertThat(two.tablet.phase()).isEqualTo(Phase.PHASE_HANDING_IN);
        assertThat(two.tablet.unsentOps())
                .as("what was refused even so is given up")
                .isEqualTo(1);
        two.server.then(request -> FakeServer.ok(ack(request, 1).clearCursor().build()));
        assertThat(two.sync().reason()).isEqualTo(SyncReason.WIPED);
        assertThat(two.server.last().getScope()).isEqualTo("osh-2");
        assertThat(two.file.content()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401, TOKEN", "403, SCOPE_DENIED", "409, EPOCH_STALE"})
    void aRevokedTabletDoesNotKeepForeverWhatNobodyTakes(int status, String code) {
        var two = new Bench(SITE, "osh-2");
        two.contact(1);
        two.tablet.create("osh-2", Shift.envelope(), Shift.contact(1));
        two.server
                .thenRefuse(403, "{\"code\":\"DEVICE_REVOKED\",\"wipe\":true}")
                .thenRefuse(status, "{\"code\":\"" + code + "\"}");
        assertThat(two.sync().reason()).isEqualTo(SyncReason.WIPED);
        assertThat(two.file.content()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "426", "503"})
    void aRevokedTabletKeepsItsShiftWhileOthersThanTheServerRefuse(int status) {
        var two = new Bench(SITE, "osh-2");
        two.contact(1);
        two.tablet.create("osh-2", Shift.envelope(), Shift.contact(1));
        two.server
                .thenRefuse(403, "{\"code\":\"DEVICE_REVOKED\",\"wipe\":true}")
                .thenRefuse(status, "{}");
        assertThat(two.sync().reason()).isNotEqualTo(SyncReason.WIPED);
        assertThat(two.tablet.unsentOps()).isEqualTo(1);
    }

    @Test
    void aSiteIsAddedOnceAndConfirmed() {
        server.thenAnswer(request -> command(nothing(), CommandKind.COMMAND_KIND_ADD_SCOPE, "add-1", "osh-2"))
                .thenAnswer(request -> command(nothing(), CommandKind.COMMAND_KIND_ADD_SCOPE, "add-1", "osh-2"));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(server.last().getScope()).isEqualTo("osh-2");
        assertThat(server.last().getDoneCommandsList()).containsExactly("add-1");
        assertThat(bench.tablet.sites()).containsExactly(SITE, "osh-2");
    }

    @Test
    void aSiteIsLeftAfterItsLastOpsWereSent() {
        var two = new Bench(SITE, "osh-2");
        var id = two.contact(1);
        two.tablet.create("osh-2", Shift.envelope(), Shift.contact(1));
        two.server
                .thenAnswer(request -> command(
                        ack(request, 1).setStateHash(hash(1, id)),
                        CommandKind.COMMAND_KIND_REMOVE_SCOPE,
                        "remove-1",
                        "osh-2"))
                .thenAnswer(request -> ack(request, 1).clearCursor())
                .thenAnswer(request -> nothing().setStateHash(hash(1, id)));
        assertThat(two.sync().isComplete()).isTrue();
        assertThat(two.server.requests.get(1).getOpsCount()).isEqualTo(1);
        assertThat(two.server.last().getScope()).isEqualTo(SITE);
        assertThat(two.server.last().getDoneCommandsList()).containsExactly("remove-1");
        assertThat(two.tablet.sites()).containsExactly(SITE);
        assertThat(two.tablet.list("osh-2")).isEmpty();
        assertThat(two.tablet.attentions()).isEmpty();
    }

    @Test
    void theNumbersOfASiteGoOnWhenItComesBack() {
        var id = bench.contact(1);
        server.thenAnswer(request ->
                        command(ack(request, 1), CommandKind.COMMAND_KIND_REMOVE_SCOPE, "remove/" + SITE, SITE))
                .thenRefuse(403, "{\"code\":\"SCOPE_DENIED\"}");
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(server.last().getDoneCommandsList()).containsExactly("remove/" + SITE);
        assertThat(bench.tablet.record(SITE, id)).isEmpty();
        assertThat(bench.tablet.sites()).isEmpty();
        bench.tablet.store().update((state, draft) -> {
            var head = state.sites().values().iterator().next().head();
            draft.head(head.toBuilder().setRemoved(false).build());
            return true;
        });
        bench.contact(2);
        server.thenAnswer(
                request -> ack(request, 2).setStateHash(hash(2, org.outreachsync.model.RecordId.counted(9, 1, 2))));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(server.last().getFirstOp()).isEqualTo(2);
        assertThat(server.last().getBatchNo()).isEqualTo(2);
    }

    @Test
    void aTabletWithoutSitesDoesNotAskAgainAtOnce() {
        server.thenAnswer(request -> command(nothing(), CommandKind.COMMAND_KIND_REMOVE_SCOPE, "remove/" + SITE, SITE))
                .thenRefuse(403, "{\"code\":\"SCOPE_DENIED\"}");
        assertThat(bench.sync().isComplete()).isTrue();

        var report = bench.sync();

        assertThat(report.roundTrips()).isZero();
        assertThat(report.waitMillis()).isPositive();
    }

    @Test
    void opsOfALostSiteThatNobodyTakesLieBeforeTheWorker() {
        bench.contact(1);
        server.then(request -> {
                    bench.contact(2);
                    return FakeServer.ok(
                            command(ack(request, 1), CommandKind.COMMAND_KIND_REMOVE_SCOPE, "remove-1", SITE)
                                    .build());
                })
                .thenRefuse(403, "{\"code\":\"SCOPE_DENIED\"}")
                .thenAnswer(request -> nothing());
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(bench.tablet.attentions()).hasSize(1);
        assertThat(bench.tablet.attentions().get(0).getResult().getCode()).isEqualTo("SCOPE_REMOVED");
        assertThat(bench.tablet.attentions().get(0).getOp().getOutreachContact())
                .isEqualTo(Shift.contact(2));
    }
}
