package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

class ConvergenceTest {

    private static final String UIC = "Ж1990АЙГУ";

    final Field field = field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);
    private final Device two = Field.device(2);

    /** The site of the test. */
    Field field() {
        return new Field();
    }

    @Test
    void aColleagueGetsTheRecordWithoutTheClientCode() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));

        var change = sync(two, field.request(two)).getChanges(0);

        assertThat(change.getNeedleExchange().getUic()).isEmpty();
        assertThat(change.getNeedleExchange().getClientKey().size()).isEqualTo(21);
        assertThat(change.getNeedleExchange().getLines(0).getDistributed()).isEqualTo(20);
        assertThat(change.getEnvelope().getWorker()).isEqualTo(7);
    }

    @Test
    void onesOwnRecordIsNotSentBackUnlessItMetSomething() {
        assertThat(sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20))).getChangesList())
                .isEmpty();
    }

    @Test
    void twoCorrectionsThatDidNotSeeEachOtherOpenAReviewAndTheLaterIsShown() {
        var created = sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));
        var record = ownRecord(1);
        var seenByTwo = sync(two, field.request(two));
        sync(two, field.batch(two, 1, 1, field.correct(record, 1, 25)).setCursor(seenByTwo.getCursor()));

        field.now += 1_000;
        var answer =
                sync(one, field.batch(one, 2, 2, field.correct(record, 1, 30)).setCursor(created.getCursor()));

        assertThat(answer.getAck().getResults(0).getStatus()).isEqualTo(Status.STATUS_REVIEW);
        assertThat(answer.getChanges(0).getNeedleExchange().getLines(0).getDistributed())
                .isEqualTo(30);
        assertThat(new ReviewStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10))
                .hasSize(1);
    }

    @Test
    void aCorrectionThatSawTheOtherReplacesItEvenWithAClockThatIsBehind() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));
        var late = field.correct(ownRecord(1), 1, 25).toBuilder()
                .setHlc(1)
                .setBootId(99)
                .setElapsedMs(1)
                .build();

        var answer = sync(two, field.batch(two, 1, 1, late));

        assertThat(answer.getAck().getResults(0).getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(sync(one, field.request(one))
                        .getChanges(0)
                        .getNeedleExchange()
                        .getLines(0)
                        .getDistributed())
                .isEqualTo(25);
    }

    @Test
    void aDecisionThatSawBothSidesEndsTheReview() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));
        sync(two, field.batch(two, 1, 1, field.correct(ownRecord(1), 1, 25)));
        sync(one, field.batch(one, 2, 2, field.correct(ownRecord(1), 1, 30)));

        sync(two, field.batch(two, 2, 2, field.correct(ownRecord(1), 3, 28)));

        assertThat(new ReviewStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10))
                .isEmpty();
        assertThat(sync(one, field.request(one))
                        .getChanges(0)
                        .getNeedleExchange()
                        .getLines(0)
                        .getDistributed())
                .isEqualTo(28);
    }

    @Test
    void aVoidAgainstAnEditOpensAReviewAndTheStubStays() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));
        var voiding = field.op(OpKind.OP_KIND_VOID)
                .setRecordId(ownRecord(1))
                .setBaseSeq(1)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1))
                .setNeedleExchange(NeedleExchange.getDefaultInstance())
                .build();
        sync(two, field.batch(two, 1, 1, voiding));

        var answer = sync(one, field.batch(one, 2, 2, field.correct(ownRecord(1), 1, 30)));

        assertThat(answer.getAck().getResults(0).getCode()).isEqualTo("VOID_AGAINST_EDIT");
        assertThat(answer.getChanges(0).getEnvelope().getVoidReason()).isEqualTo(1);
    }

    @Test
    void theSameEventOnTwoTabletsIsShownToASupervisorAndCountsUntilThen() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));

        var result = sync(two, field.batch(two, 1, 1, field.exchange(1, "ж 1990 айгу", 20)))
                .getAck()
                .getResults(0);

        assertThat(result.getStatus()).isEqualTo(Status.STATUS_REVIEW);
        assertThat(result.getCode()).isEqualTo("POSSIBLE_DUPLICATE");
        var review = new ReviewStore(field.store, field.keys.sealer())
                .open(Field.SITE, 0, 10)
                .get(0);
        assertThat(review.id()).isEqualTo(result.getReviewId());
        assertThat(review.records()).hasSize(2);
    }

    @Test
    void pagesNeverSkipWhileOthersWrite() {
        int written = 0;
        var seen = new HashSet<ByteString>();
        var cursor = ByteString.EMPTY;
        for (int round = 1; round <= 30; round++) {
            sync(
                    one,
                    field.batch(
                            one,
                            round,
                            2L * round - 1,
                            field.exchange(2L * round - 1, UIC, 1),
                            field.exchange(2L * round, UIC, 1)));
            written += 2;
            var page = sync(two, field.request(two).setCursor(cursor).setMaxBytes(150));
            page.getChangesList().forEach(change -> seen.add(change.getRecordId()));
            cursor = page.getCursor();
        }
        boolean more = true;
        while (more) {
            var page = sync(two, field.request(two).setCursor(cursor).setMaxBytes(150));
            page.getChangesList().forEach(change -> seen.add(change.getRecordId()));
            cursor = page.getCursor();
            more = page.getMore();
        }
        assertThat(seen).hasSize(written);
    }

    @Test
    void theStateHashIsTheSumOverTheRecordsAndABadBucketIsSentWhole() {
        for (int batch = 1; batch <= 5; batch++) {
            sync(one, field.batch(one, batch, batch, field.exchange(batch, UIC, 1)));
        }
        var pulled = sync(two, field.request(two));
        long sum = pulled.getChangesList().stream()
                .mapToLong(ConvergenceTest::hash)
                .sum();
        assertThat(pulled.getStateHash()).isEqualTo(sum);

        var wrong = field.request(two).setCursor(pulled.getCursor());
        for (int bucket = 0; bucket < 256; bucket++) {
            wrong.addBucketHashes(bucket == 3 ? 42 : bucketSum(pulled, bucket));
        }
        var repaired = sync(two, wrong);

        assertThat(repaired.getResetBucketsList()).containsExactly(3);
        assertThat(repaired.getChangesList()).extracting(Change::getRecordId).containsExactly(ownRecord(3));
    }

    @Test
    void aCursorThatIsNotOursStartsAnew() {
        assertThatThrownBy(() -> sync(two, field.request(two).setCursor(ByteString.copyFrom(new byte[60]))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.CURSOR_EXPIRED));
    }

    @Test
    void aTabletThatWokeUpInNineteenSeventyFilesItsShiftOnTheRightDay() {
        var op = field.exchange(1, UIC, 20).toBuilder().setHlc(0x0001_0000L);
        op.getEnvelopeBuilder().setOccurredOn(0);

        var result = sync(one, field.batch(one, 1, 1, op.build())).getAck().getResults(0);

        assertThat(result.getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(result.getOccurredOn()).isEqualTo(Field.DAY);
        assertThat(sync(two, field.request(two)).getChanges(0).getEnvelope().getOccurredOn())
                .isEqualTo(Field.DAY);
    }

    @Test
    void aDayThatTheWorkerChoseStaysThoughTheClockWasWrong() {
        var op = field.exchange(1, UIC, 20).toBuilder().setHlc(0x0001_0000L).setDateByHand(true);
        op.getEnvelopeBuilder().setOccurredOn(Field.DAY - 1);

        var result = sync(one, field.batch(one, 1, 1, op.build())).getAck().getResults(0);

        assertThat(result.getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(result.hasOccurredOn()).as("nothing was moved").isFalse();
        assertThat(sync(two, field.request(two)).getChanges(0).getEnvelope().getOccurredOn())
                .isEqualTo(Field.DAY - 1);
    }

    @Test
    void clicksOfATabletThatWokeUpInNineteenSeventyCountOnTheRightDayBesideItsLaterOnes() {
        var right = Field.envelope().toBuilder().setSite(Field.SITE).build();
        var wrong = right.toBuilder().setOccurredOn(0).build();

        sync(
                one,
                field.batch(
                        one,
                        1,
                        1,
                        click(5, wrong).setHlc(0x0001_0000L).build(),
                        click(3, right).build()));
        assertThat(contactsByDay()).containsExactly(Map.entry(Field.DAY, 8));

        sync(one, field.batch(one, 2, 3, click(7, wrong).setHlc(0x0002_0000L).build()));
        assertThat(contactsByDay()).as("the same boot counts on").containsExactly(Map.entry(Field.DAY, 10));

        sync(
                one,
                field.batch(one, 3, 4, click(4, wrong).setHlc(0x0003_0000L).build())
                        .setBootId(6));
        assertThat(contactsByDay()).as("another boot counts anew").containsExactly(Map.entry(Field.DAY, 14));
    }

    @Test
    void clicksThatTheServerHadBeforeTheTabletWasSetUpAnewAreNotCountedAgain() {
        var day = Field.envelope().toBuilder().setSite(Field.SITE).build();
        sync(one, field.batch(one, 1, 1, click(5, day).build()));

        var anew = Field.device(1, 2);
        var answer = sync(
                anew,
                field.batch(
                        anew,
                        1,
                        1,
                        click(5, day).setCountsEpoch(1).build(),
                        click(2, day).build()));

        assertThat(contactsByDay()).containsExactly(Map.entry(Field.DAY, 7));
        assertThat(answer.getChangesList()).singleElement().satisfies(change -> {
            assertThat(change.getSiteDayTally().getContacts()).isEqualTo(7);
            assertThat(change.getOwnShare().getSiteDayTally().getContacts())
                    .as("of the new epoch")
                    .isEqualTo(2);
        });
    }

    @Test
    void clicksThatFollowedARepairedStampAreNotLostWhenTheTabletWasSetUpAnew() {
        var day = Field.envelope().toBuilder().setSite(Field.SITE).build();
        var slow = field.now - 7_200_000;
        sync(
                one,
                field.batch(
                        one,
                        1,
                        1,
                        click(5, day)
                                .setHlc(Hlc.of(slow, 0))
                                .setDateByHand(true)
                                .build()));

        var anew = Field.device(1, 2);
        sync(
                anew,
                field.batch(
                                anew,
                                1,
                                1,
                                click(7, day)
                                        .setHlc(Hlc.of(slow, 1))
                                        .setBootId(5)
                                        .setCountsEpoch(1)
                                        .build())
                        .setBootId(6));

        assertThat(contactsByDay()).containsExactly(Map.entry(Field.DAY, 7));
    }

    @Test
    void aTabletRestoredFromABackupDoesNotCountBack() {
        var day = Field.envelope().toBuilder().setSite(Field.SITE).build();
        var early = click(5, day).build();
        sync(
                one,
                field.batch(
                        one,
                        1,
                        1,
                        early,
                        click(8, day).setHlc(early.getHlc() + 1).build()));

        var restored = Field.device(1, 2);
        sync(
                restored,
                field.batch(restored, 1, 1, early.toBuilder().setCountsEpoch(1).build()));

        assertThat(contactsByDay()).containsExactly(Map.entry(Field.DAY, 8));
    }

    @Test
    void theAnswerBringsATallyThatWasFiledElsewhere() {
        var wrong = Field.envelope().toBuilder()
                .setSite(Field.SITE)
                .setOccurredOn(0)
                .build();

        var answer = sync(
                one, field.batch(one, 1, 1, click(5, wrong).setHlc(0x0001_0000L).build()));

        assertThat(answer.getAck().getResults(0).getOccurredOn()).isEqualTo(Field.DAY);
        assertThat(answer.getChangesList()).singleElement().satisfies(change -> {
            assertThat(change.getEnvelope().getOccurredOn()).isEqualTo(Field.DAY);
            assertThat(change.getOwnShare().getSiteDayTally().getContacts()).isEqualTo(5);
            assertThat(answer.getStateHash()).isEqualTo(hash(change));
        });
    }

    private Map<Integer, Integer> contactsByDay() {
        var days = new TreeMap<Integer, Integer>();
        sync(two, field.request(two))
                .getChangesList()
                .forEach(change -> days.merge(
                        change.getEnvelope().getOccurredOn(),
                        change.getSiteDayTally().getContacts(),
                        Integer::sum));
        return days;
    }

    private Op.Builder click(int contacts, Envelope day) {
        var type = WireContract.contract().type("SiteDayTally");
        var tally = SiteDayTally.newBuilder()
                .setSex(2)
                .setAgeBand(6)
                .setMode(1)
                .setContacts(contacts)
                .build();
        var id = NaturalKey.of(type, tally, day);
        return field.op(OpKind.OP_KIND_CREATE)
                .setEnvelope(day)
                .setRecordId(ByteString.copyFrom(id.toBytes()))
                .setSiteDayTally(tally);
    }

    private static long hash(Change change) {
        return RecordId.of(change.getRecordId().toByteArray()).convergenceHash(change.getVersion());
    }

    private static long bucketSum(SyncResponse pulled, int bucket) {
        return pulled.getChangesList().stream()
                .filter(change ->
                        RecordId.of(change.getRecordId().toByteArray()).bucket() == bucket)
                .mapToLong(ConvergenceTest::hash)
                .sum();
    }

    private static ByteString ownRecord(long counter) {
        return ByteString.copyFrom(RecordId.counted(1, 1, counter).toBytes());
    }

    private SyncResponse sync(Device caller, SyncRequest.Builder request) {
        return server.sync(caller, Requests.of(request)).response();
    }
}
