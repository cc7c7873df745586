package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.record.Review;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Removal;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** What ops make of a record together may break a rule that none of them breaks alone: a supervisor looks at it. */
class BrokenRulesTest {

    private static final String UIC = "Ж1990АЙГУ";
    private static final int SERVICES = OutreachContact.SERVICES_FIELD_NUMBER;

    private final Field field = new Field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);
    private long next = 1;

    private OpResult send(Op.Builder op) {
        field.now += 1_000;
        var batch = field.batch(one, next, next, op.setOwnRecord(1).build());
        next++;
        return server.sync(one, Requests.of(batch)).response().getAck().getResults(0);
    }

    private Op.Builder contact(int... services) {
        var contact = OutreachContact.newBuilder().setUic(UIC).setMode(1).setSetting(1);
        for (int service : services) {
            contact.addServices(service);
        }
        return field.op(OpKind.OP_KIND_CREATE).setOutreachContact(contact);
    }

    private Op.Builder edit(OutreachContact.Builder contact) {
        return field.op(OpKind.OP_KIND_EDIT).setBaseSeq(next - 1).setOutreachContact(contact);
    }

    private static Removal remove(int service) {
        return Removal.newBuilder().setField(SERVICES).addElements(service).build();
    }

    private List<Review> open() {
        return new ReviewStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10);
    }

    private void assertBroken(OpResult result, String name) {
        assertThat(result.getStatus()).isEqualTo(Status.STATUS_REVIEW);
        assertThat(result.getCode()).isEqualTo("RULE_BROKEN");
        assertThat(result.getField()).isEqualTo(name);
        assertThat(open()).singleElement().satisfies(review -> {
            assertThat(review.kind()).isEqualTo(Review.Kind.RULE_BROKEN);
            assertThat(review.fields()).containsExactly(name);
            assertThat(review.id()).isEqualTo(result.getReviewId());
        });
    }

    @Test
    void aContactWithoutItsLastServiceIsLookedAtUntilItHasOne() {
        send(contact(1, 2));
        assertThat(send(edit(OutreachContact.newBuilder()).addRemovals(remove(1)))
                        .getStatus())
                .isEqualTo(Status.STATUS_APPLIED);

        assertBroken(send(edit(OutreachContact.newBuilder()).addRemovals(remove(2))), "services");

        assertThat(send(edit(OutreachContact.newBuilder().addServices(3))).getStatus())
                .isEqualTo(Status.STATUS_APPLIED);
        assertThat(open()).isEmpty();
    }

    /** Nothing is lost: what an older tablet saved stands, and somebody looks at it. */
    @Test
    void aModeThatDoesNotGoWithTheSettingWarnsAndStands() {
        var contact = OutreachContact.newBuilder()
                .setUic(UIC)
                .setMode(5)
                .setSetting(8)
                .addServices(1);
        var result = send(field.op(OpKind.OP_KIND_CREATE).setOutreachContact(contact));
        assertThat(result.getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(result.getWarningsList()).containsExactly("SETTING_WITHOUT_MODE");
        assertThat(open()).isEmpty();
    }

    @Test
    void violenceThatLostItsSupportServiceIsLookedAt() {
        var visit = WomenServiceVisit.newBuilder()
                .setUic(UIC)
                .addServices(54)
                .addServices(51)
                .addGbvTypes(1)
                .setGbvConsent(true);
        send(field.op(OpKind.OP_KIND_CREATE).setWomenServiceVisit(visit));
        var removal = Removal.newBuilder()
                .setField(WomenServiceVisit.SERVICES_FIELD_NUMBER)
                .addElements(54);

        assertBroken(
                send(field.op(OpKind.OP_KIND_EDIT)
                        .addRemovals(removal)
                        .setWomenServiceVisit(WomenServiceVisit.getDefaultInstance())),
                "gbv_types");
    }

    @Test
    void aScreeningWhoseConsentWasTakenBackIsLookedAtAndAVoidEndsIt() {
        var screening = Screening.newBuilder()
                .setUic(UIC)
                .setDisease(1)
                .setTestKind(1)
                .setTestedOn(Field.DAY)
                .setConsent(true);
        send(field.op(OpKind.OP_KIND_CREATE).setScreening(screening));

        assertBroken(
                send(field.op(OpKind.OP_KIND_EDIT)
                        .setScreening(Screening.newBuilder().setConsent(false))),
                "consent");

        send(field.op(OpKind.OP_KIND_VOID)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1))
                .setScreening(Screening.getDefaultInstance()));
        assertThat(open()).isEmpty();
    }
}
