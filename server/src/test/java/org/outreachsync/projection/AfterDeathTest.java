package org.outreachsync.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.Requests;
import org.outreachsync.sync.SyncService;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.ClientExit;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.OverdoseEvent;

/** Two workers of a site: one writes that a client died, the other meets somebody under the code. */
class AfterDeathTest {

    private static final String UIC = "Ж1990АЙГУ";
    private static final int DIED = 1;
    private static final int LEFT = 4;

    private final Field field = new Field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);
    private final Device two = Field.device(2);
    private long ofOne;
    private long ofTwo;

    private OpResult push(Device caller, Op op) {
        long number = caller.equals(one) ? ++ofOne : ++ofTwo;
        var request = field.batch(caller, number, number, op);
        return server.sync(caller, Requests.of(request)).response().getAck().getResults(0);
    }

    private Op.Builder create(int daysAgo) {
        return field.op(OpKind.OP_KIND_CREATE).setEnvelope(Envelope.newBuilder().setOccurredOn(Field.DAY - daysAgo));
    }

    private Op exit(long own, int reason, int daysAgo) {
        return create(daysAgo)
                .setOwnRecord(own)
                .setClientExit(ClientExit.newBuilder().setUic(UIC).setReason(reason))
                .build();
    }

    private Op met(long own, String uic, int daysAgo) {
        return create(daysAgo)
                .setOwnRecord(own)
                .setNeedleExchange(Field.exchangeOf(1).setUic(uic))
                .build();
    }

    private List<Review> asked() {
        return new ReviewStore(field.store, field.keys.sealer())
                .open(Field.SITE, 0, 10).stream()
                        .filter(review -> review.kind() == Review.Kind.MET_AFTER_DEATH)
                        .toList();
    }

    private static RecordId id(int device, int counter) {
        return RecordId.counted(device, 1, counter);
    }

    private static ByteString bytes(RecordId id) {
        return ByteString.copyFrom(id.toBytes());
    }

    @Test
    void whoIsMetAfterDeathIsAskedAbout() {
        push(one, exit(1, DIED, 5));
        assertThat(push(two, met(1, UIC, 5)).getCode())
                .as("on that very day they may have met")
                .isEmpty();
        assertThat(push(two, met(2, "М1985БЕАС", 1)).getCode())
                .as("somebody else")
                .isEmpty();

        var result = push(two, met(3, UIC, 4));

        assertThat(result.getCode()).isEqualTo("MET_AFTER_DEATH");
        assertThat(asked()).hasSize(1);
        assertThat(asked().getFirst().id()).isEqualTo(result.getReviewId());
        assertThat(asked().getFirst().records()).containsExactly(id(2, 3), id(1, 1));
    }

    @Test
    void itIsTheSameWhicheverCameFirst() {
        push(two, met(1, UIC, 0));
        push(two, met(2, UIC, 6));
        assertThat(asked()).isEmpty();

        push(one, exit(1, DIED, 5));

        assertThat(asked()).extracting(Review::records).containsExactly(List.of(id(2, 1), id(1, 1)));
    }

    @Test
    void aMeetingThatATabletAheadOfTheServersDayRecordedIsAskedAboutToo() {
        push(two, met(1, UIC, -1));
        assertThat(asked()).isEmpty();

        push(one, exit(1, DIED, 0));

        assertThat(asked()).extracting(Review::records).containsExactly(List.of(id(2, 1), id(1, 1)));
    }

    @Test
    void aMendedRecordClosesTheQuestion() {
        push(one, exit(1, DIED, 5));
        push(two, met(1, UIC, 2));
        push(two, met(2, UIC, 1));
        assertThat(asked()).hasSize(2);

        push(
                two,
                field.op(OpKind.OP_KIND_EDIT)
                        .setRecordId(bytes(id(2, 1)))
                        .setBaseSeq(2)
                        .setNeedleExchange(Field.exchangeOf(1).setUic("М1985БЕАС"))
                        .build());
        assertThat(asked())
                .as("the code was mistyped")
                .extracting(Review::records)
                .containsExactly(List.of(id(2, 2), id(1, 1)));

        push(
                one,
                field.op(OpKind.OP_KIND_EDIT)
                        .setRecordId(bytes(id(1, 1)))
                        .setBaseSeq(1)
                        .setClientExit(ClientExit.newBuilder().setReason(LEFT))
                        .build());
        assertThat(asked()).as("she had only left").isEmpty();
    }

    @Test
    void aDeathThatIsMovedOrVoidAsksAnew() {
        push(one, exit(1, DIED, 1));
        push(two, met(1, UIC, 3));
        assertThat(asked()).isEmpty();

        var earlier = Envelope.newBuilder().setOccurredOn(Field.DAY - 9);
        push(
                one,
                field.op(OpKind.OP_KIND_EDIT)
                        .setRecordId(bytes(id(1, 1)))
                        .setBaseSeq(1)
                        .setEnvelope(earlier)
                        .setClientExit(ClientExit.getDefaultInstance())
                        .build());
        assertThat(asked()).hasSize(1);

        var voided = Envelope.newBuilder().setVoidReason(1);
        push(
                one,
                field.op(OpKind.OP_KIND_VOID)
                        .setRecordId(bytes(id(1, 1)))
                        .setBaseSeq(3)
                        .setEnvelope(voided)
                        .setClientExit(ClientExit.getDefaultInstance())
                        .build());
        assertThat(asked()).isEmpty();
    }

    @Test
    void whoLeftMayComeBack() {
        push(one, exit(1, LEFT, 5));
        assertThat(push(two, met(1, UIC, 0)).getCode()).isEmpty();
        assertThat(asked()).isEmpty();
    }

    @Test
    void aCorrectedRegistrationIsNoMeeting() {
        push(one, exit(1, DIED, 5));
        var client = Client.newBuilder()
                .setUic(UIC)
                .setSex(1)
                .setBirthYear(1990)
                .addPopulations(1)
                .setEnrolledOn(Field.DAY - 90)
                .setConsentLinkage(true)
                .setRegion(1);
        assertThat(push(two, create(0).setOwnRecord(1).setClient(client).build())
                        .getCode())
                .isEmpty();
        assertThat(asked()).isEmpty();
    }

    @Test
    void aFatalOverdoseIsADeathAndNoDuplicateOfTheExit() {
        push(one, overdose(1, 1, 5));
        assertThat(push(two, exit(1, DIED, 4)).getCode())
                .as("one death by two kinds of record")
                .isEmpty();
        assertThat(push(two, met(2, UIC, 2)).getCode()).isEqualTo("MET_AFTER_DEATH");
        assertThat(asked().getFirst().records()).containsExactlyInAnyOrder(id(2, 2), id(1, 1), id(2, 1));
    }

    @Test
    void nobodyDiesTwice() {
        push(one, exit(1, DIED, 5));
        assertThat(push(two, exit(1, DIED, 3)).getCode())
                .as("from another tablet, of another day")
                .isEqualTo("POSSIBLE_DUPLICATE");
    }

    @Test
    void ofAMonthAloneTheWholeMonthMayBeBefore() {
        // The twentieth of November: a day of October, and the third of November.
        push(one, overdose(1, 2, 50));
        assertThat(push(two, met(1, UIC, 40)).getCode()).as("still in October").isEmpty();
        assertThat(push(two, met(2, UIC, 17)).getCode()).isEqualTo("MET_AFTER_DEATH");
    }

    private Op overdose(long own, int precision, int daysAgo) {
        var event = OverdoseEvent.newBuilder()
                .setUic(UIC)
                .setDatePrecision(precision)
                .setPlace(1)
                .setNaloxoneGiven(2)
                .setOutcome(2)
                .setWitnessed(true);
        return create(daysAgo).setOwnRecord(own).setOverdoseEvent(event).build();
    }

    @Test
    void theNumbersOfTheCodesAreThoseOfTheLists() {
        var lists = CodeListReader.published();
        assertThat(lists.get("exit_reason").all())
                .filteredOn(code -> code.has("death"))
                .extracting(code -> code.id())
                .containsExactly(DIED);
        assertThat(lists.get("outcome").isCode(2, "DIED")).isTrue();
        assertThat(lists.get("date_precision").isCode(2, "MONTH")).isTrue();
    }
}
