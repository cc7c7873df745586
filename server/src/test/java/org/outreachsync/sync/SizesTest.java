package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.Removal;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** What one tablet sends must not stop a site, however large or often it is. */
class SizesTest {

    private static final String UIC = "Ж1990АЙГУ";
    private static final int LARGE = 15_000;

    private final Field field = new Field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);
    private final Device two = Field.device(2);

    private SyncResponse sync(Device caller, SyncRequest.Builder request) {
        return server.sync(caller, Requests.of(request)).response();
    }

    private static UnknownFieldSet unknown(int number, int bytes) {
        var content = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFrom(new byte[bytes]))
                .build();
        return UnknownFieldSet.newBuilder().addField(number, content).build();
    }

    private Op edit(int number, int bytes) {
        var record = NeedleExchange.newBuilder().setUnknownFields(unknown(number, bytes));
        var id = ByteString.copyFrom(RecordId.counted(1, 1, 1).toBytes());
        return field.op(OpKind.OP_KIND_EDIT)
                .setRecordId(id)
                .setNeedleExchange(record)
                .build();
    }

    @Test
    void anOpThatIsTooLargeIsQuarantinedAndTheRestStands() {
        var answer = sync(
                one, field.batch(one, 1, 1, field.exchange(1, UIC, 20), edit(900, 20_000), field.exchange(2, UIC, 5)));

        assertThat(answer.getAck().getResultsList())
                .extracting(result -> result.getStatus() + " " + result.getCode())
                .containsExactly("STATUS_APPLIED ", "STATUS_QUARANTINED OP_TOO_LARGE", "STATUS_APPLIED ");
    }

    @Test
    void unknownFieldsOfARecordHaveAnEnd() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));
        for (int batch = 2; batch <= 12; batch++) {
            var answer = sync(one, field.batch(one, batch, batch, edit(900 + batch, LARGE)));
            assertThat(answer.getAck().getResults(0).getStatus()).isEqualTo(Status.STATUS_APPLIED);
        }

        var seen = sync(two, field.request(two)).getChanges(0);

        assertThat(seen.getNeedleExchange().getLines(0).getDistributed()).isEqualTo(20);
        assertThat(seen.getSerializedSize()).isBetween(4 * LARGE, 5 * LARGE);
    }

    @Test
    void aRecordIsMovedToOtherClientsOnlySoOften() {
        var ops = new Op[Field.MOVES_MAX + 10];
        ops[0] = field.exchange(1, UIC, 20);
        for (int at = 1; at < ops.length; at++) {
            var other = "М" + (1930 + at) + "АЙГУ";
            ops[at] = field.op(OpKind.OP_KIND_EDIT)
                    .setOwnRecord(1)
                    .setNeedleExchange(NeedleExchange.newBuilder().setUic(other))
                    .build();
        }
        assertMovedTooOften(ops);
    }

    @Test
    void aRecordIsMovedToOtherDaysOnlySoOften() {
        var ops = new Op[Field.MOVES_MAX + 10];
        ops[0] = field.exchange(1, UIC, 20);
        for (int at = 1; at < ops.length; at++) {
            var day = Envelope.newBuilder().setOccurredOn(Field.DAY - at);
            ops[at] = field.op(OpKind.OP_KIND_EDIT)
                    .setOwnRecord(1)
                    .setEnvelope(day)
                    .setNeedleExchange(NeedleExchange.getDefaultInstance())
                    .build();
        }
        assertMovedTooOften(ops);
    }

    /** The moves up to the limit stand, the others are kept as they were sent, and the record may still be voided. */
    private void assertMovedTooOften(Op... ops) {
        var results = sync(one, field.batch(one, 1, 1, ops)).getAck().getResultsList();

        assertThat(results.subList(0, Field.MOVES_MAX))
                .allSatisfy(result -> assertThat(result.getStatus()).isEqualTo(Status.STATUS_APPLIED));
        assertThat(results.subList(Field.MOVES_MAX, ops.length))
                .allSatisfy(result -> assertThat(result.getCode()).isEqualTo("MOVED_TOO_OFTEN"));
        var kept = new QuarantineStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 100);
        assertThat(kept).hasSize(10);
        assertThat(kept.get(9).content().getRaw())
                .isEqualTo(ops[Integer.parseInt(kept.get(9).id().replaceAll(".*/", "")) - 1].toByteString());
        var voiding = field.op(OpKind.OP_KIND_VOID)
                .setOwnRecord(1)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1));
        var answer = sync(
                one,
                field.batch(
                        one,
                        2,
                        ops.length + 1,
                        voiding.setNeedleExchange(NeedleExchange.getDefaultInstance())
                                .build()));
        assertThat(answer.getAck().getResults(0).getStatus()).isEqualTo(Status.STATUS_APPLIED);
    }

    @Test
    void aRecordHasRoomForOnlySoMuch() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)));
        var codes = new ArrayList<String>();
        for (int batch = 2; batch <= 6; batch++) {
            var removal = Removal.newBuilder().setField(5);
            for (int element = 0; element < Field.WRITES_MAX / 4; element++) {
                removal.addElements(batch * 10_000 + element);
            }
            var edit = field.op(OpKind.OP_KIND_EDIT)
                    .setOwnRecord(1)
                    .addRemovals(removal)
                    .setNeedleExchange(NeedleExchange.getDefaultInstance());
            codes.add(sync(one, field.batch(one, batch, batch, edit.build()))
                    .getAck()
                    .getResults(0)
                    .getCode());
        }

        assertThat(codes).startsWith("").endsWith("RECORD_FULL");
        assertThat(sync(one, field.batch(one, 7, 7, field.exchange(2, UIC, 5)))
                        .getAck()
                        .getResults(0)
                        .getStatus())
                .isEqualTo(Status.STATUS_APPLIED);
    }

    @Test
    void defaultsThatAreTooLargeAreRefusedWhole() {
        var request = field.batch(one, 1, 1, field.exchange(1, UIC, 20));
        request.getDefaultsBuilder().setUnknownFields(unknown(900, 2_000));

        assertThatThrownBy(() -> sync(one, request))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.TOO_LARGE));
        assertThat(sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 20)))
                        .getAck()
                        .getAckedOp())
                .isEqualTo(1);
    }

    @Test
    void aClientRecordedOverAndOverOnOneDayIsOneReviewThatNamesTheFirst() {
        var ops = new Op[80];
        for (int at = 0; at < ops.length; at++) {
            ops[at] = field.exchange(at + 1, UIC, 1);
        }

        assertThat(sync(one, field.batch(one, 1, 1, ops)).getAck().getAckedOp()).isEqualTo(80);
        assertThat(sync(two, field.batch(two, 1, 1, ops)).getAck().getAckedOp()).isEqualTo(80);

        assertThat(new ReviewStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10))
                .singleElement()
                .satisfies(review -> assertThat(review.records()).hasSize(100));
    }

    @Test
    void aDeviceThatLostOneSiteAndHandedInTooMuchIsNotToldToWipe() {
        var moved = Enrolled.moved(1, Set.of("OSH-9"), Field.SITE, 0);

        assertThatThrownBy(() -> sync(moved, field.batch(moved, 1, 1, field.exchange(1, UIC, 20))))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(Code.SCOPE_DENIED);
                    assertThat(refused.details()).doesNotContainKey("wipe");
                });
    }

    @Test
    void aLateShiftIsCountedAsFarAsItGoes() {
        var moved = Enrolled.moved(1, Set.of(), Field.SITE, 5);

        sync(moved, field.batch(moved, 1, 1, field.exchange(1, UIC, 20)));

        assertThat(field.applied).containsExactly(Field.SITE);
    }
}
