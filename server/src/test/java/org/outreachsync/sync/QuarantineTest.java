package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** Each kind of bad op has its code and is kept byte for byte, and spoils nothing else. */
class QuarantineTest {

    private static final String UIC = "Ж1990АЙГУ";

    private final Field field = new Field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);

    private SyncResponse sync(Device caller, SyncRequest.Builder request) {
        return server.sync(caller, Requests.of(request)).response();
    }

    private static List<QuarantineStore.Item> kept(Field at) {
        return new QuarantineStore(at.store, at.keys.sealer()).open(Field.SITE, 0, 10);
    }

    private Op withLine(int commodity) {
        var op = field.exchange(1, UIC, 3).toBuilder();
        op.getNeedleExchangeBuilder().getLinesBuilder(0).setCommodity(commodity);
        return op.build();
    }

    private void assertQuarantined(String code, Op op) {
        assertQuarantined(code, op.toByteString());
    }

    /** The op is kept as it came, a good one beside it stands, and a colleague can pull. */
    private void assertQuarantined(String code, ByteString bad) {
        var fresh = new Field();
        var batch = SyncFrame.newBuilder();
        try {
            batch.mergeFrom(fresh.batch(one, 1, 1).build().toByteArray());
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
        var good = fresh.exchange(2, UIC, 7).toByteString();

        var ack = fresh.server()
                .sync(one, Requests.read(batch.addOps(bad).addOps(good).build().toByteArray()))
                .response()
                .getAck();

        assertThat(ack.getResultsList()).extracting(OpResult::getCode).containsExactly(code, "");
        assertThat(ack.getResults(0).getStatus()).as(code).isEqualTo(Status.STATUS_QUARANTINED);
        assertThat(ack.getAckedOp()).isEqualTo(2);
        assertThat(kept(fresh)).singleElement().satisfies(item -> {
            assertThat(item.content().getCode()).isEqualTo(code);
            assertThat(item.content().getRaw()).isEqualTo(bad);
            assertThat(item.content().getDefaults()).isEqualTo(Field.envelope());
        });
        var two = Field.device(2);
        assertThat(fresh.server()
                        .sync(two, Requests.of(fresh.request(two)))
                        .response()
                        .getChangesList())
                .hasSize(1);
    }

    @Test
    void everyBadOpIsKeptByteForByteAndTheRestGoesOn() {
        var bad = field.exchange(1, UIC, -3);
        var ack = sync(one, field.batch(one, 1, 1, bad, field.exchange(2, UIC, 3)))
                .getAck();

        assertThat(ack.getAckedOp()).isEqualTo(2);
        assertThat(ack.getResults(0).getStatus()).isEqualTo(Status.STATUS_QUARANTINED);
        assertThat(ack.getResults(0).getCode()).isEqualTo("OUT_OF_RANGE");
        assertThat(ack.getResults(0).getField()).isEqualTo("lines.distributed");
        assertThat(ack.getResults(1).getStatus()).isEqualTo(Status.STATUS_APPLIED);
        assertThat(kept(field)).singleElement().satisfies(item -> {
            assertThat(item.content().getRaw()).isEqualTo(bad.toByteString());
            assertThat(item.content().getDefaults()).isEqualTo(Field.envelope());
        });
    }

    @Test
    void eachKindOfBadOpHasItsCode() {
        assertQuarantined(
                "UNKNOWN_KIND",
                field.exchange(1, UIC, 3).toBuilder().setKindValue(77).build());
        assertQuarantined(
                "UNKNOWN_TYPE", field.op(OpKind.OP_KIND_CREATE).setOwnRecord(1).build());
        assertQuarantined("UNKNOWN_CODE", withLine(9_999));
        assertQuarantined("CLIENT_CODE_INVALID", field.exchange(1, "Айгуль 1990", 3));
        var named = NeedleExchange.newBuilder()
                .setClientKey(ByteString.copyFromUtf8("short"))
                .addLines(field.exchange(1, UIC, 3).getNeedleExchange().getLines(0));
        assertQuarantined(
                "CLIENT_KEY_INVALID",
                field.op(OpKind.OP_KIND_CREATE)
                        .setOwnRecord(1)
                        .setNeedleExchange(named)
                        .build());
        assertQuarantined(
                "RECORD_ID_INVALID",
                field.exchange(1, UIC, 3).toBuilder()
                        .setRecordId(ByteString.copyFrom(new byte[5]))
                        .build());
        assertQuarantined("RECORD_ID_INVALID", field.exchange(0, UIC, 3));
        var ofAnother = ByteString.copyFrom(RecordId.counted(9, 1, 1).toBytes());
        assertQuarantined(
                "NOT_OWN_RECORD",
                field.exchange(1, UIC, 3).toBuilder().setRecordId(ofAnother).build());
        var future = field.exchange(1, UIC, 3).toBuilder();
        future.getEnvelopeBuilder().setOccurredOn(Field.DAY + 2);
        assertQuarantined("DATE_IN_FUTURE", future.build());
        var old = field.exchange(1, UIC, 3).toBuilder();
        old.getEnvelopeBuilder().setOccurredOn(0);
        assertQuarantined("DATE_OUT_OF_BOUNDS", old.setDateByHand(true).build());
        var foreign = field.exchange(1, UIC, 20).toBuilder();
        foreign.getEnvelopeBuilder().setSite("OSH-1");
        assertQuarantined("SITE_DENIED", foreign.build());
        assertQuarantined(
                "EPOCH_UNKNOWN",
                field.exchange(1, UIC, 20).toBuilder().setCountsEpoch(2).build());
        assertQuarantined(
                "EPOCH_UNKNOWN",
                field.exchange(1, UIC, 20).toBuilder().setCountsEpoch(-1).build());
        var twice =
                Field.exchangeOf(3).addLines(Field.exchangeOf(4).getLines(0)).setUic(UIC);
        assertQuarantined(
                "DUPLICATE_LINE",
                field.op(OpKind.OP_KIND_CREATE)
                        .setOwnRecord(1)
                        .setNeedleExchange(twice)
                        .build());
        assertQuarantined(
                "REQUIRED",
                field.op(OpKind.OP_KIND_CREATE)
                        .setOwnRecord(1)
                        .setNeedleExchange(NeedleExchange.newBuilder().setUic(UIC))
                        .build());
        assertQuarantined(
                "EMPTY_EDIT",
                field.op(OpKind.OP_KIND_EDIT)
                        .setOwnRecord(1)
                        .setNeedleExchange(NeedleExchange.getDefaultInstance())
                        .build());
    }

    @Test
    void bytesThatAreNoOpAreMalformed() {
        assertQuarantined("MALFORMED_OP", ByteString.copyFrom(new byte[] {(byte) 0xFF, (byte) 0xFF}));
        assertQuarantined(
                "MALFORMED_OP", field.exchange(1, UIC, 3).toByteString().substring(0, 20));
    }

    @Test
    void nestingWithoutEndInsideAnOpIsMalformed() {
        var nested = new byte[200];
        Arrays.fill(nested, 0, 100, (byte) 0x5B);
        Arrays.fill(nested, 100, 200, (byte) 0x5C);
        assertQuarantined(
                "MALFORMED_OP", field.exchange(1, UIC, 3).toByteString().concat(ByteString.copyFrom(nested)));
    }

    @Test
    void aFieldOfTheWrongWireTypeIsQuarantinedAndStopsNoPull() {
        assertQuarantined("WIRE_TYPE", withWrongType(NeedleExchange.PEERS_SERVED_FIELD_NUMBER));
        assertQuarantined("WIRE_TYPE", withWrongType(NeedleExchange.LINES_FIELD_NUMBER));
        var line = field.exchange(1, UIC, 3).toBuilder();
        line.getNeedleExchangeBuilder().getLinesBuilder(0).setUnknownFields(text(ExchangeLine.RETURNED_FIELD_NUMBER));
        assertQuarantined("WIRE_TYPE", line.build());
        var envelope = field.exchange(1, UIC, 3).toBuilder();
        envelope.getEnvelopeBuilder().setUnknownFields(text(Envelope.CODE_LIST_VERSION_FIELD_NUMBER));
        assertQuarantined("WIRE_TYPE", envelope.build());
    }

    private Op withWrongType(int number) {
        var op = field.exchange(1, UIC, 3).toBuilder();
        op.getNeedleExchangeBuilder()
                .setUnknownFields(number == NeedleExchange.LINES_FIELD_NUMBER ? varint(number) : text(number));
        return op.build();
    }

    private static UnknownFieldSet text(int number) {
        var text = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8("three"))
                .build();
        return UnknownFieldSet.newBuilder().addField(number, text).build();
    }

    private static UnknownFieldSet varint(int number) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number, UnknownFieldSet.Field.newBuilder().addVarint(3).build())
                .build();
    }

    @Test
    void anotherSiteInTheDefaultsIsQuarantinedOpByOp() {
        var osh = Field.envelope().toBuilder().setSite("OSH-1").build();
        var own = field.exchange(2, UIC, 20).toBuilder();
        own.getEnvelopeBuilder().setSite(Field.SITE);
        var edit = field.op(OpKind.OP_KIND_EDIT)
                .setOwnRecord(2)
                .setNeedleExchange(Field.exchangeOf(3))
                .build();

        var ack = sync(
                        one,
                        field.batch(one, 1, 1, field.exchange(1, UIC, 20), own.build(), edit)
                                .setDefaults(osh))
                .getAck();

        assertThat(ack.getResultsList()).extracting(OpResult::getCode).containsExactly("SITE_DENIED", "", "");
        assertThat(kept(field)).singleElement().satisfies(item -> {
            assertThat(item.content().getRaw())
                    .isEqualTo(field.exchange(1, UIC, 20).toByteString());
            assertThat(item.content().getDefaults()).isEqualTo(osh);
        });
    }

    @Test
    void anOpThatTakesARecordForOneOfAnotherTypeIsKeptByteForByte() {
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 3)));
        var edit = field.op(OpKind.OP_KIND_EDIT)
                .setOwnRecord(1)
                .setOutreachContact(OutreachContact.newBuilder().setMode(1).setUic(UIC))
                .build();

        var batch = field.batch(one, 2, 2, edit, field.exchange(2, UIC, 3));
        var ack = sync(one, batch).getAck();

        assertThat(ack.getResultsList()).extracting(OpResult::getCode).containsExactly("TYPE_MISMATCH", "");
        assertThat(ack.getResults(0).getStatus()).isEqualTo(Status.STATUS_QUARANTINED);
        assertThat(ack.getResults(0).getField()).isEqualTo("record");
        assertThat(kept(field)).singleElement().satisfies(item -> {
            assertThat(item.content().getRaw()).isEqualTo(edit.toByteString());
            assertThat(item.content().getDefaults()).isEqualTo(Field.envelope());
        });
        assertThat(field.server().sync(one, Requests.of(batch)).response().getAck())
                .as("asked again")
                .isEqualTo(ack);
    }

    @Test
    void whatComesInBetweenFromAnotherServerIsSeenBeforeABatchIsLogged() {
        var other = field.server();
        var late = field.server();
        sync(one, field.batch(one, 1, 1, field.exchange(1, UIC, 3)));
        late.catchUp(Field.SITE);
        other.sync(one, Requests.of(field.batch(one, 2, 2, field.exchange(2, UIC, 3))));
        var edit = field.op(OpKind.OP_KIND_EDIT)
                .setRecordId(ByteString.copyFrom(RecordId.counted(1, 1, 2).toBytes()));
        var two = Field.device(2);

        var answer = late.sync(
                two,
                Requests.of(field.batch(
                        two,
                        1,
                        1,
                        edit.setOutreachContact(OutreachContact.newBuilder().setMode(1))
                                .build())));

        assertThat(answer.response().getAck().getResults(0).getCode()).isEqualTo("TYPE_MISMATCH");
        assertThat(answer.quarantined()).isEqualTo(1);
    }
}
