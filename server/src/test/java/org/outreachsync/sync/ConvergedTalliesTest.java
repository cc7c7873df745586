package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.Hlc;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.Status;

/** Clicks and days of tablets whose clocks were wrong or that were set up anew come together as well. */
class ConvergedTalliesTest extends ConvergenceRig {

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
}
