package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** Clicks that follow the void of their tally count once, and what was voided does not come back with them. */
class VoidedTallyTest {

    private static final int VOID_REASON = 1007;

    private final Field field = new Field();
    private final SyncService server = field.server();
    private final Device two = Field.device(2);
    private final Link link = new Link(field);
    private final Tablet tablet =
            Tablet.open(new MemoryJournalFile(), Seal.NONE, Programme.of(LocalDate.of(2015, 1, 1)), link);
    private long nextOp = 1;

    private SyncResponse sync(SyncRequest.Builder request) {
        return server.sync(two, Requests.of(request)).response();
    }

    private OpResult send(Op.Builder op) {
        var batch = field.batch(two, nextOp, nextOp, op.build());
        nextOp++;
        return sync(batch).getAck().getResults(0);
    }

    private Op.Builder on(OpKind kind, RecordId id, long base) {
        field.now += 1_000;
        return field.op(kind)
                .setRecordId(ByteString.copyFrom(id.toBytes()))
                .setBaseSeq(base)
                .setSiteDayTally(SiteDayTally.getDefaultInstance());
    }

    private Op.Builder click(RecordId id, long base, int contacts) {
        return on(OpKind.OP_KIND_CREATE, id, base).setSiteDayTally(tally(contacts));
    }

    private Op.Builder voiding(RecordId id, long base) {
        return on(OpKind.OP_KIND_VOID, id, base)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1));
    }

    private static SiteDayTally tally(int contacts) {
        return SiteDayTally.newBuilder()
                .setSex(2)
                .setAgeBand(6)
                .setMode(1)
                .setContacts(contacts)
                .build();
    }

    private static RecordId first() {
        var envelope = Field.envelope().toBuilder().setSite(Field.SITE).build();
        return NaturalKey.of(WireContract.contract().type("SiteDayTally"), tally(1), envelope);
    }

    private static RecordId next(int voidedBefore) {
        return NaturalKey.next(WireContract.contract().type("SiteDayTally"), first(), voidedBefore);
    }

    private RecordId count(int contacts) {
        field.now += 1_000;
        return tablet.count(Field.SITE, Field.envelope(), tally(contacts)).id();
    }

    private void syncTablet() {
        assertThat(tablet.engine(link, new Random(1), SyncListener.NONE, SyncSettings.of("1"))
                        .sync()
                        .isComplete())
                .isTrue();
    }

    private void enrol() {
        try {
            tablet.enrolment(link, KeySource.of(new SecureRandom())).enrol("code", "tab", "1");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Contacts in tallies that stand. */
    private int counted() {
        int sum = 0;
        for (var change : sync(field.request(two)).getChangesList()) {
            sum += change.getEnvelope().hasVoidReason()
                    ? 0
                    : change.getSiteDayTally().getContacts();
        }
        return sum;
    }

    private long version(RecordId id) {
        return sync(field.request(two)).getChangesList().stream()
                .filter(change ->
                        RecordId.of(change.getRecordId().toByteArray()).equals(id))
                .findFirst()
                .orElseThrow()
                .getVersion();
    }

    @Test
    void clicksAfterAColleaguesVoidCountAndThoseBeforeItDoNot() {
        enrol();
        count(5);
        syncTablet();
        send(voiding(first(), version(first())));
        syncTablet();

        assertThat(count(2)).isEqualTo(next(1));
        assertThat(count(1)).isEqualTo(next(1));
        syncTablet();
        assertThat(counted()).isEqualTo(3);
        send(click(next(1), version(next(1)), 4).setVoidedBefore(1));
        assertThat(counted()).as("colleagues meet in the next one").isEqualTo(7);
    }

    @Test
    void aVoidThatIsTakenBackBringsBackItsOwnClicksOnly() {
        enrol();
        count(5);
        syncTablet();
        send(voiding(first(), version(first())));
        syncTablet();
        count(2);
        syncTablet();
        send(on(OpKind.OP_KIND_EDIT, first(), version(first())).addSets(VOID_REASON));
        assertThat(counted()).isEqualTo(7);
        syncTablet();

        assertThat(count(1)).isEqualTo(first());
        syncTablet();
        assertThat(counted()).isEqualTo(8);
    }

    @Test
    void whoKnewOfTheVoidAndCountsAllTheSameIsNotToldThatItCounts() {
        send(click(first(), 0, 5));
        send(voiding(first(), 1));
        var click = click(first(), 2, 6);

        var result = send(click);

        assertThat(result.getCode()).isEqualTo("RECORD_VOID");
        var kept = new QuarantineStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10);
        assertThat(kept)
                .singleElement()
                .satisfies(item -> assertThat(item.content().getRaw())
                        .isEqualTo(click.build().toByteString()));
        assertThat(send(on(OpKind.OP_KIND_EDIT, first(), 2)
                                .setSiteDayTally(SiteDayTally.newBuilder().setContacts(7)))
                        .getCode())
                .isEqualTo("RECORD_VOID");
        assertThat(counted()).isZero();
        assertThat(send(click(next(1), 0, 1).setVoidedBefore(1)).getCode()).isEmpty();
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aVoidEarlierInTheSameBatchIsSeen() {
        var batch = field.batch(
                two,
                1,
                1,
                click(first(), 0, 5).build(),
                voiding(first(), 0).build(),
                click(first(), 0, 6).build());

        assertThat(sync(batch).getAck().getResultsList())
                .extracting(OpResult::getCode)
                .containsExactly("", "", "RECORD_VOID");
    }

    @Test
    void whoDidNotKnowOfTheVoidIsLookedAt() {
        enrol();
        count(5);
        syncTablet();
        send(voiding(first(), version(first())));
        count(2);
        syncTablet();

        assertThat(sync(field.request(two)).getChangesList()).hasSize(1);
        assertThat(new ReviewStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10))
                .extracting(review -> review.kind().name())
                .containsExactly("VOID_AGAINST_EDIT");
    }

    @Test
    void theIdOfTheNextTallyMustFit() {
        assertThat(send(click(next(2), 0, 1).setVoidedBefore(1)).getCode()).isEqualTo("NATURAL_KEY_MISMATCH");
    }

    @Test
    void anEditCannotMoveATallyAwayFromItsId() {
        send(click(first(), 0, 5));

        var result = send(on(OpKind.OP_KIND_EDIT, first(), 1)
                .setSiteDayTally(SiteDayTally.newBuilder().setAgeBand(7)));
        assertThat(result.getCode()).isEqualTo("NATURAL_KEY_MISMATCH");
        assertThat(result.getField()).isEqualTo("age_band");
        assertThat(send(on(OpKind.OP_KIND_EDIT, first(), 1).addSets(1)).getCode())
                .as("cleared")
                .isEqualTo("REQUIRED");
        var moved = on(OpKind.OP_KIND_EDIT, first(), 1)
                .setDateByHand(true)
                .setEnvelope(Envelope.newBuilder().setOccurredOn(Field.DAY - 1));
        assertThat(send(moved).getField()).isEqualTo("occurred_on");
        assertThat(send(on(OpKind.OP_KIND_EDIT, first(), 1)
                                .setSiteDayTally(
                                        SiteDayTally.newBuilder().setAgeBand(6).setContacts(6)))
                        .getCode())
                .isEmpty();
        assertThat(counted()).isEqualTo(6);
    }
}
