package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.ClientFeedback;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;

/**
 * A creation of a record that there is: the same act again changes nothing, and another act under the same id is kept
 * and told of. A tablet does the one when it enrols again, and the other when it lost its counter.
 */
class RepeatedCreationTest extends RepeatedCreationRig {

    private static final String OTHER_UIC = "М1985ВЕАС";
    private final Device two = Field.device(2);

    private static ByteString idOf(long own) {
        return ByteString.copyFrom(RecordId.counted(1, 1, own).toBytes());
    }

    private List<QuarantineStore.Item> quarantined() {
        return new QuarantineStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10);
    }

    private List<Change> pulled() {
        var auditor = Field.device(9);
        return sync(auditor, field.request(auditor)).getChangesList();
    }

    private static long distributed(Change change) {
        return change.getNeedleExchange().getLines(0).getDistributed();
    }

    private void later() {
        field.now += Duration.ofMinutes(5).toMillis();
    }

    /** The act as it was, under the id that it has in every epoch. */
    private static Op named(Op op) {
        return op.toBuilder().setRecordId(idOf(op.getOwnRecord())).build();
    }

    private static void assertQuarantined(OpResult result) {
        assertThat(result.getStatus()).isEqualTo(Status.STATUS_QUARANTINED);
        assertThat(result.getCode()).isEqualTo("RECORD_EXISTS");
        assertThat(result.getField()).isEqualTo("record_id");
    }

    @Test
    void anotherMeetingUnderAnUsedIdIsKeptAndTheTabletGetsTheFirst() {
        push(one, 1, 1, field.exchange(1, UIC, 3));
        later();
        var second = field.exchange(1, OTHER_UIC, 8).toBuilder()
                .setEnvelope(Envelope.newBuilder().setOccurredOn(Field.DAY - 1))
                .build();

        var answer = sync(one, field.batch(one, 2, 2, second, field.exchange(2, UIC, 5)));

        assertQuarantined(answer.getAck().getResults(0));
        assertThat(answer.getAck().getResults(1).getStatus())
                .as("the rest goes on")
                .isEqualTo(Status.STATUS_APPLIED);
        assertThat(answer.getChangesList()).as("the record as it is").anySatisfy(change -> {
            assertThat(change.getRecordId()).isEqualTo(idOf(1));
            assertThat(distributed(change)).isEqualTo(3);
        });
        assertThat(quarantined()).singleElement().satisfies(item -> {
            assertThat(item.content().getRaw()).isEqualTo(second.toByteString());
            assertThat(item.content().getDefaults()).isEqualTo(Field.envelope());
        });
        assertThat(pulled()).extracting(RepeatedCreationTest::distributed).containsExactlyInAnyOrder(3L, 5L);
    }

    @Test
    void theSameWordsAtAnotherTimeAreAnotherMeeting() {
        push(one, 1, 1, field.exchange(1, UIC, 3));
        later();

        assertQuarantined(push(one, 2, 2, field.exchange(1, UIC, 3)).getResults(0));
        assertThat(quarantined()).hasSize(1);
    }

    @Test
    void theSameTimeWithOtherWordsIsAnotherMeeting() {
        push(one, 1, 1, field.exchange(1, UIC, 3));

        assertQuarantined(push(one, 2, 2, field.exchange(1, OTHER_UIC, 3)).getResults(0));
    }

    @Test
    void anotherTypeOfRecordUnderAnUsedIdIsAnotherMeeting() {
        push(one, 1, 1, field.exchange(1, UIC, 3));
        var other =
                field.op(OpKind.OP_KIND_CREATE).setOwnRecord(1).setClientFeedback(ClientFeedback.getDefaultInstance());

        assertThat(push(one, 2, 2, other.build()).getResults(0).getStatus()).isEqualTo(Status.STATUS_QUARANTINED);
    }

    @Test
    void theSameActUnderAnotherNumberWasHereAlready() {
        var act = field.exchange(1, UIC, 3);
        push(one, 1, 1, act);

        var answer = sync(one, field.batch(one, 2, 2, act));

        assertThat(answer.getAck().getResults(0).getStatus()).isEqualTo(Status.STATUS_DUPLICATE);
        assertThat(answer.getChangesList())
                .as("it comes with the version that it has now")
                .singleElement()
                .satisfies(change -> {
                    assertThat(distributed(change)).isEqualTo(3);
                    assertThat(change.getVersion()).isEqualTo(answer.getAck().getSeq());
                });
        assertThat(quarantined()).isEmpty();
        assertThat(pulled()).hasSize(1);
    }

    @Test
    void theSameActAfterAnEnrolmentAndACorrectionByAColleagueChangesNothing() {
        var act = field.exchange(1, UIC, 3);
        long seq = push(one, 1, 1, act).getSeq();
        later();
        push(two, 1, 1, field.correct(idOf(1), seq, 4));
        later();
        var again = Field.device(1, 2);
        var request = field.batch(again, 1, 1, named(act)).setBootId(77).setElapsedMs(5_000);
        request.setOps(0, request.getOps(0).toBuilder().setBootId(5));
        request.getDefaultsBuilder().setCodeListVersion(9);

        var result = sync(again, request).getAck().getResults(0);

        assertThat(result.getStatus()).isEqualTo(Status.STATUS_DUPLICATE);
        assertThat(result.getClientKey()).isNotEmpty();
        assertThat(pulled())
                .singleElement()
                .satisfies(change -> assertThat(distributed(change)).isEqualTo(4));
        assertThat(new ReviewStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10))
                .isEmpty();
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void theSameActOnARecordThatIsVoidByNowDoesNotBringItBack() {
        var act = field.exchange(1, UIC, 3);
        long seq = push(one, 1, 1, act).getSeq();
        var voiding = field.op(OpKind.OP_KIND_VOID)
                .setOwnRecord(1)
                .setBaseSeq(seq)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1));
        push(
                one,
                2,
                2,
                voiding.setNeedleExchange(NeedleExchange.getDefaultInstance()).build());

        assertThat(push(one, 3, 3, act).getResults(0).getStatus()).isEqualTo(Status.STATUS_DUPLICATE);
        assertThat(pulled())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.getEnvelope().getVoidReason()).isEqualTo(1));
    }

    @Test
    void ofTwoCreationsInOneBatchTheFirstStands() {
        var act = field.exchange(1, UIC, 3);
        var ack = push(one, 1, 1, act, field.exchange(1, OTHER_UIC, 8), act);

        assertThat(ack.getResultsList())
                .extracting(OpResult::getStatus)
                .containsExactly(Status.STATUS_APPLIED, Status.STATUS_QUARANTINED, Status.STATUS_DUPLICATE);
        assertThat(pulled())
                .singleElement()
                .satisfies(change -> assertThat(distributed(change)).isEqualTo(3));
    }

    @Test
    void whatFollowsARefusedCreationDoesNotReachTheRecordThatIsThere() {
        push(one, 1, 1, field.exchange(1, UIC, 3));
        later();
        var correction = field.op(OpKind.OP_KIND_EDIT)
                .setOwnRecord(1)
                .setNeedleExchange(Field.exchangeOf(20))
                .build();
        var voiding = field.op(OpKind.OP_KIND_VOID)
                .setOwnRecord(1)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1))
                .setNeedleExchange(NeedleExchange.getDefaultInstance())
                .build();

        var inBatch = push(one, 2, 2, field.exchange(1, OTHER_UIC, 8), correction);
        var after = push(one, 3, 4, voiding);

        inBatch.getResultsList().forEach(RepeatedCreationTest::assertQuarantined);
        after.getResultsList().forEach(RepeatedCreationTest::assertQuarantined);
        assertThat(quarantined()).hasSize(3);
        assertThat(pulled()).singleElement().satisfies(change -> {
            assertThat(distributed(change)).isEqualTo(3);
            assertThat(change.getEnvelope().hasVoidReason()).isFalse();
        });
        var seen = push(one, 4, 5, field.correct(idOf(1), inBatch.getSeq(), 6));
        assertThat(seen.getResults(0).getStatus())
                .as("who has received the record may correct it")
                .isEqualTo(Status.STATUS_APPLIED);
        assertThat(push(two, 1, 1, field.correct(idOf(1), 1, 7)).getResults(0).getStatus())
                .as("a colleague")
                .isNotEqualTo(Status.STATUS_QUARANTINED);
    }

    @Test
    void theAnswerIsTheSameWhenItIsAskedForAgain() {
        var act = field.exchange(1, UIC, 3);
        push(one, 1, 1, act);
        var batch = field.batch(one, 2, 2, act, field.exchange(1, OTHER_UIC, 8));

        assertThat(sync(one, batch).getAck()).isEqualTo(sync(one, batch).getAck());
        assertThat(quarantined()).hasSize(1);
    }

    @Test
    void aCreationThatComesAfterAnEditOfItIsNotARepetition() {
        push(two, 1, 1, field.correct(idOf(1), 40, 9));

        var ack = push(one, 1, 1, field.exchange(1, UIC, 3));

        assertThat(ack.getResults(0).getStatus()).isNotEqualTo(Status.STATUS_QUARANTINED);
        assertThat(pulled())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.getNeedleExchange().getClientKey()).isNotEmpty());
        later();
        assertQuarantined(push(one, 2, 2, field.exchange(1, OTHER_UIC, 3)).getResults(0));
    }

    @Test
    void whatAnotherServerCreatedMeanwhileIsSeen() {
        var behind = field.server();
        behind.catchUp(Field.SITE);
        push(one, 1, 1, field.exchange(1, UIC, 3));
        later();

        var answer = behind.sync(one, Requests.of(field.batch(one, 2, 2, field.exchange(1, OTHER_UIC, 8))))
                .response();

        assertQuarantined(answer.getAck().getResults(0));
    }
}
