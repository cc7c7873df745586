package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.identity.Device;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Removal;

/** Fields of a newer app come back where they were, or the op says that they were not kept. */
class NewerFieldsTest {

    private static final String UIC = "Ж1990АЙГУ";
    private static final int GREATEST = (1 << 29) - 1;

    private final Field field = new Field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);
    private final Device two = Field.device(2);
    private long ops;

    private static UnknownFieldSet text(int number, String text) {
        return bytes(number, ByteString.copyFromUtf8(text));
    }

    private static UnknownFieldSet bytes(int number, ByteString content) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(content)
                                .build())
                .build();
    }

    private OpResult push(Op op) {
        ops++;
        return server.sync(one, Requests.of(field.batch(one, ops, ops, op)))
                .response()
                .getAck()
                .getResults(0);
    }

    private Change pulled() {
        var auditor = Field.device(9);
        var changes = server.sync(auditor, Requests.of(field.request(auditor)))
                .response()
                .getChangesList();
        assertThat(changes).hasSize(1);
        return changes.getFirst();
    }

    private static ByteString id() {
        return ByteString.copyFrom(RecordId.counted(1, 1, 1).toBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {900, 999, 1000, 1001, 1005, 1900, 2000, 3000, 19_000_000, GREATEST})
    void comeBackWhereTheyWere(int number) {
        var op = field.exchange(1, UIC, 3).toBuilder();
        op.getNeedleExchangeBuilder().setUnknownFields(text(number, "record"));
        op.getNeedleExchangeBuilder().getLinesBuilder(0).setUnknownFields(text(number, "line"));
        op.getEnvelopeBuilder().setUnknownFields(text(number, "envelope"));

        var result = push(op.build());

        assertThat(result.getWarningsList()).isEmpty();
        var change = pulled();
        assertThat(change.getNeedleExchange().getUnknownFields()).isEqualTo(text(number, "record"));
        assertThat(change.getNeedleExchange().getLines(0).getUnknownFields()).isEqualTo(text(number, "line"));
        assertThat(change.getEnvelope().getUnknownFields()).isEqualTo(text(number, "envelope"));
        assertThat(change.getUnknownFields().asMap()).isEmpty();
        assertThat(change.getEnvelope().getOccurredOn()).isEqualTo(Field.DAY);
    }

    @Test
    void theLaterOfTwoTabletsIsShownAndItsOtherFieldsStay() {
        var op = field.exchange(1, UIC, 3).toBuilder();
        op.getNeedleExchangeBuilder().setUnknownFields(text(3000, "first"));
        push(op.build());
        var edit = field.op(OpKind.OP_KIND_EDIT)
                .setRecordId(id())
                .setBaseSeq(1)
                .addSets(3000)
                .addSets(3001);
        edit.setNeedleExchange(NeedleExchange.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder(text(3000, "second"))
                        .mergeFrom(text(3001, "more"))
                        .build()));

        var result = server.sync(two, Requests.of(field.batch(two, 1, 1, edit.build())))
                .response()
                .getAck()
                .getResults(0);

        assertThat(result.getWarningsList()).isEmpty();
        assertThat(pulled().getNeedleExchange().getUnknownFields())
                .isEqualTo(UnknownFieldSet.newBuilder(text(3000, "second"))
                        .mergeFrom(text(3001, "more"))
                        .build());
        assertThat(pulled().getEnvelope().getUnknownFields().asMap()).isEmpty();
    }

    @Test
    void whatARecordHasNoRoomForIsSaid() {
        push(field.exchange(1, UIC, 3));
        var large = ByteString.copyFrom(new byte[15_000]);
        for (int at = 0; at < 4; at++) {
            assertThat(push(edit(bytes(3000 + at, large))).getWarningsList()).isEmpty();
        }

        var full = push(edit(bytes(3004, large)));

        assertThat(full.getWarningsList()).containsExactly("FIELD_NOT_KEPT");
        assertThat(full.getCode()).isEmpty();
        var kept = pulled().getNeedleExchange();
        assertThat(kept.getUnknownFields().asMap().keySet()).containsExactlyInAnyOrder(3000, 3001, 3002, 3003);
        assertThat(kept.getPeersServed()).as("what is known stands").isEqualTo(4);
    }

    private Op edit(UnknownFieldSet unknown) {
        return field.op(OpKind.OP_KIND_EDIT)
                .setRecordId(id())
                .setBaseSeq(ops)
                .setNeedleExchange(NeedleExchange.newBuilder().setPeersServed(4).setUnknownFields(unknown))
                .build();
    }

    @Test
    void whatStandsOutsideOfTheRecordIsSaid() {
        var create = field.exchange(1, UIC, 3).toBuilder().setUnknownFields(text(3000, "op"));
        assertThat(push(create.build()).getWarningsList()).containsExactly("FIELD_NOT_KEPT");
        var voiding = field.op(OpKind.OP_KIND_VOID)
                .setOwnRecord(1)
                .setBaseSeq(1)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1))
                .setNeedleExchange(NeedleExchange.newBuilder().setUnknownFields(text(900, "void")));
        assertThat(push(voiding.build()).getWarningsList()).containsExactly("FIELD_NOT_KEPT");
        var clearing = field.op(OpKind.OP_KIND_EDIT)
                .setOwnRecord(1)
                .setBaseSeq(2)
                .addAllSets(List.of(3, 900))
                .setNeedleExchange(Field.exchangeOf(3))
                .build();
        assertThat(push(clearing).getWarningsList()).containsExactly("FIELD_NOT_KEPT");
        var removing = edit(text(900, "x")).toBuilder()
                .addRemovals(Removal.newBuilder().setField(901).addElements(1))
                .build();
        assertThat(push(removing).getWarningsList()).containsExactly("FIELD_NOT_KEPT");
    }

    @Test
    void goWithTheirLineAndDoNotComeBackWithTheNext() {
        var op = field.exchange(1, UIC, 3).toBuilder();
        op.getNeedleExchangeBuilder().getLinesBuilder(0).setUnknownFields(text(900, "line"));
        op.getNeedleExchangeBuilder().addLinesBuilder().setCommodity(1).setDistributed(1);
        push(op.build());
        int lines = NeedleExchange.LINES_FIELD_NUMBER;
        push(field.op(OpKind.OP_KIND_EDIT)
                .setOwnRecord(1)
                .setBaseSeq(1)
                .addSets(NeedleExchange.PEERS_SERVED_FIELD_NUMBER)
                .setNeedleExchange(NeedleExchange.newBuilder().setPeersServed(2))
                .addRemovals(Removal.newBuilder().setField(lines).addElements(2))
                .build());
        push(field.correct(id(), 2, 7));

        assertThat(pulled().getNeedleExchange().getLinesList())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getUnknownFields().asMap()).isEmpty());
    }
}
