package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.device.Bench.ack;
import static org.outreachsync.device.Bench.change;
import static org.outreachsync.device.Bench.hash;
import static org.outreachsync.device.Bench.nothing;
import static org.outreachsync.device.Shift.SITE;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Bench;
import org.outreachsync.device.FakeServer;
import org.outreachsync.device.Shift;
import org.outreachsync.device.capture.CaptureRefusedException;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.model.RecordId;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.SyncResponse;

class TallyTest {

    private final Bench bench = new Bench();
    private final FakeServer server = bench.server;

    private static Op share(int contacts, int syringes) {
        var counts = Shift.tally(contacts, syringes).toBuilder()
                .clearSex()
                .clearAgeBand()
                .clearMode();
        return Op.newBuilder().setSiteDayTally(counts).build();
    }

    private static Change.Builder sum(RecordId id, long version, SiteDayTally sum, Op own) {
        return change(id, version).setSiteDayTally(sum).setOwnShare(own);
    }

    private RecordId count(int contacts, int syringes) {
        return bench.tablet
                .count(SITE, Shift.envelope(), Shift.tally(contacts, syringes))
                .id();
    }

    private SiteDayTally shown(RecordId id) {
        return bench.tablet.record(SITE, id).orElseThrow().shown().getSiteDayTally();
    }

    @Test
    void ownCountsReplaceOnlyOwnCounts() {
        var id = count(3, 4);
        server.thenAnswer(request -> ack(request, 1)
                .addChanges(sum(id, 1, Shift.tally(13, 24), share(3, 4)))
                .setStateHash(hash(1, id)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(shown(id)).isEqualTo(Shift.tally(13, 24));
        count(2, 1);
        assertThat(bench.pending().get(0).op().getSiteDayTally())
                .as("the device's own total")
                .isEqualTo(Shift.tally(5, 5));
        assertThat(shown(id)).isEqualTo(Shift.tally(15, 25));
        server.thenAnswer(request -> ack(request, 2).setStateHash(hash(2, id)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(shown(id)).as("taken over without an echo").isEqualTo(Shift.tally(15, 25));
        count(1, 0);
        assertThat(shown(id)).isEqualTo(Shift.tally(16, 25));
        server.thenAnswer(request -> ack(request, 4)
                .addChanges(sum(id, 4, Shift.tally(20, 25), share(6, 5)))
                .setStateHash(hash(4, id)));
        bench.sync();
        assertThat(shown(id)).isEqualTo(Shift.tally(20, 25));
    }

    @Test
    void othersCountsArriveWhileOwnWait() {
        var id = count(3, 4);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, id)));
        bench.sync();
        count(2, 0);
        server.thenLose();
        bench.sync();
        bench.crash();
        assertThat(shown(id)).isEqualTo(Shift.tally(5, 4));
        count(1, 1);
        assertThat(bench.pending().get(1).op().getSiteDayTally()).isEqualTo(Shift.tally(6, 5));
    }

    @Test
    void whatWaitsAtANewEpochGoesOnWithTheCountOfItsOwn() {
        var id = count(3, 4);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, id)));
        bench.sync();
        count(2, 0);
        bench.enrol(2, SITE);
        assertThat(bench.pending()).hasSize(1);
        assertThat(bench.pending().get(0).op().getSiteDayTally()).isEqualTo(Shift.tally(5, 4));
        assertThat(bench.pending().get(0).op().getCountsEpoch()).isEqualTo(1);
        assertThat(shown(id)).isEqualTo(Shift.tally(5, 4));
        count(1, 1);
        assertThat(bench.pending().get(1).op().getSiteDayTally()).isEqualTo(Shift.tally(1, 1));
        assertThat(bench.pending().get(1).op().getCountsEpoch()).isZero();
        assertThat(shown(id)).isEqualTo(Shift.tally(6, 5));
        bench.enrol(3, SITE);
        assertThat(bench.pending().stream().map(op -> op.op().getCountsEpoch())).containsExactly(1, 2);
        assertThat(shown(id)).isEqualTo(Shift.tally(6, 5));
        count(1, 0);
        assertThat(shown(id)).isEqualTo(Shift.tally(7, 5));
        server.thenAnswer(request -> ack(request, 2)
                .addChanges(sum(id, 2, Shift.tally(7, 5), share(1, 0)))
                .setStateHash(hash(2, id)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(shown(id)).isEqualTo(Shift.tally(7, 5));
    }

    @Test
    void clicksUnderAWrongDayAreNotCountedAgainAfterAReboot() {
        var noted = count(5, 0);
        var filed = RecordId.natural(5, "filed elsewhere");
        server.thenAnswer(request -> refiled(ack(request, 1))
                .addChanges(sum(filed, 1, Shift.tally(5, 0), share(5, 0)))
                .setStateHash(hash(1, filed)));
        assertThat(bench.sync().isComplete()).isTrue();
        assertThat(bench.tablet.record(SITE, noted))
                .as("only the server's record is shown")
                .isEmpty();
        assertThat(shown(filed)).isEqualTo(Shift.tally(5, 0));

        count(2, 0);
        assertThat(bench.pending().get(0).op().getSiteDayTally())
                .as("the same boot counts on")
                .isEqualTo(Shift.tally(7, 0));
        server.thenAnswer(request -> refiled(ack(request, 2))
                .addChanges(sum(filed, 2, Shift.tally(7, 0), share(7, 0)))
                .setStateHash(hash(2, filed)));
        assertThat(bench.sync().isComplete()).isTrue();

        bench.crash();
        count(1, 4);
        assertThat(bench.pending().get(0).op().getSiteDayTally())
                .as("the next boot counts anew")
                .isEqualTo(Shift.tally(1, 4));
        count(1, 0);
        assertThat(bench.pending().get(1).op().getSiteDayTally()).isEqualTo(Shift.tally(2, 4));
    }

    private static SyncResponse.Builder refiled(SyncResponse.Builder answer) {
        answer.getAckBuilder().getResultsBuilder(0).setOccurredOn(20_000);
        return answer;
    }

    @Test
    void anEmptyAnswerKeepsTheSum() {
        var id = count(1, 1);
        server.thenAnswer(request -> ack(request, 1).setStateHash(hash(1, id)))
                .thenAnswer(request -> nothing().setStateHash(hash(1, id)));
        bench.sync();
        bench.sync();
        assertThat(shown(id)).isEqualTo(Shift.tally(1, 1));
    }

    @Test
    void theNextTallyTakesThePlaceOfAVoidOneAndBeginsAtZero() {
        var id = count(5, 0);
        bench.tablet.voidRecord(id, 1);

        var next = count(1, 0);

        assertThat(next).isNotEqualTo(id);
        assertThat(bench.pending().get(2).op().getVoidedBefore()).isEqualTo(1);
        assertThat(bench.pending().get(2).op().getSiteDayTally()).isEqualTo(Shift.tally(1, 0));
        assertThat(count(2, 3)).isEqualTo(next);
        assertThat(shown(next)).isEqualTo(Shift.tally(3, 3));
        bench.tablet.voidRecord(next, 1);
        assertThat(count(4, 0)).isNotIn(id, next);
        bench.tablet.edit(id, Edit.of(SiteDayTally.getDefaultInstance()).clear(1007));
        assertThat(count(1, 0)).as("the void was taken back").isEqualTo(id);
        assertThat(shown(id)).isEqualTo(Shift.tally(6, 0));
    }

    @Test
    void nothingIsCountedInATallyThatIsKnownToBeVoid() {
        var id = count(5, 0);
        bench.tablet.voidRecord(id, 1);

        refused("RECORD_VOID", () -> bench.tablet.create(SITE, Shift.envelope(), Shift.tally(6, 0)));
        refused(
                "RECORD_VOID",
                () -> bench.tablet.edit(
                        id, Edit.of(SiteDayTally.newBuilder().setContacts(6).build())));
        assertThat(bench.pending()).hasSize(2);
    }

    @Test
    void whatATallyIsNamedByCannotBeEdited() {
        var id = count(5, 0);

        refused(
                "NATURAL_KEY_MISMATCH",
                () -> bench.tablet.edit(
                        id, Edit.of(SiteDayTally.newBuilder().setAgeBand(6).build())));
        refused(
                "NATURAL_KEY_MISMATCH",
                () -> bench.tablet.edit(
                        id,
                        Edit.of(SiteDayTally.getDefaultInstance())
                                .with(Envelope.newBuilder()
                                        .setOccurredOn(Shift.DAY - 1)
                                        .build())));
        bench.tablet.edit(
                id,
                Edit.of(SiteDayTally.newBuilder().setAgeBand(5).setContacts(6).build()));
        assertThat(shown(id)).isEqualTo(Shift.tally(6, 0));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        CaptureRefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .containsExactly(code));
    }
}
