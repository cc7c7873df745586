package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** A no holds whenever it comes: it removes what was recorded, and a yes that did not see it brings nothing back. */
class LaterNoTest extends RefusedPartsRig {

    private long nextOfTwo = 1;

    @Test
    void aNoThatComesLaterTakesOutWhatWasRecorded() {
        send(create(yes()));
        var response = send(edit(no()));

        assertThat(only(response).getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(response.getChangesList())
                .singleElement()
                .satisfies(change -> assertNothingOfViolence(change.getWomenServiceVisit()));
        assertNothingOfViolence(visit());
        assertThat(visit().getServicesList()).containsExactly(HYGIENE_PACK);
        var kept = field.engine().records().load(Field.SITE, List.of(RecordId.counted(1, 1, 1)));
        assertThat(kept.values())
                .singleElement()
                .satisfies(entry -> assertThat(
                                entry.state().registers().keySet().stream().map(path -> path.field()))
                        .as("not only hidden")
                        .doesNotContain(
                                WomenServiceVisit.GBV_TYPES_FIELD_NUMBER,
                                WomenServiceVisit.DAYS_SINCE_INCIDENT_FIELD_NUMBER));
    }

    @Test
    void aLaterYesBringsNothingBack() {
        send(create(yes()));
        send(edit(no()));
        send(edit(WomenServiceVisit.newBuilder().setGbvConsent(true)));
        assertThat(visit().getGbvConsent()).isTrue();
        assertThat(visit().getGbvTypesList()).isEmpty();

        send(edit(WomenServiceVisit.newBuilder().addServices(FIRST_LINE).addGbvTypes(1)));
        assertThat(visit().getGbvTypesList()).containsExactly(1);
    }

    /**
     * Two workers, neither of whom saw the other's act; the no holds, whoever comes first and whatever the clocks say.
     */
    @ParameterizedTest
    @ValueSource(strings = {"no first", "yes first", "yes first, by a clock that is ahead"})
    void aNoHoldsAgainstAYesThatDidNotSeeIt(String order) {
        send(create(WomenServiceVisit.newBuilder().addServices(HYGIENE_PACK)));
        long seen = next - 1;
        var record = RecordId.counted(1, 1, 1).toBytes();
        var noOp = edit(no());
        var yesOp = field.op(OpKind.OP_KIND_EDIT)
                .setRecordId(ByteString.copyFrom(record))
                .setBaseSeq(seen)
                .setWomenServiceVisit(yes());
        if (order.endsWith("ahead")) {
            yesOp.setHlc(yesOp.getHlc() + (50_000L << 16));
        }
        if (order.startsWith("no")) {
            send(noOp);
            sendByTwo(yesOp);
        } else {
            sendByTwo(yesOp);
            send(noOp);
        }

        var visit = visit();
        assertThat(visit.getGbvTypesList()).isEmpty();
        assertThat(visit.getServicesList()).containsExactly(HYGIENE_PACK);
        assertThat(new ReviewStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10))
                .singleElement()
                .satisfies(review -> assertThat(review.kind()).isEqualTo(Review.Kind.VALUES_DISAGREE));
    }

    private void sendByTwo(Op.Builder op) {
        field.now += 1_000;
        sync(two, field.batch(two, nextOfTwo, nextOfTwo, op.build()));
        nextOfTwo++;
    }
}
