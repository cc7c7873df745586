package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncResponse;

/** Records of two tablets come together, whoever wrote first and whoever saw what. */
class ConvergenceTest extends ConvergenceRig {

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
}
