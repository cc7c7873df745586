package org.outreachsync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.Path;
import org.outreachsync.model.Value;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.Removal;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.TallyLine;

class RecordMapperTest {

    private static final int CONTACT = 2;
    private static final int EXCHANGE = 3;
    private static final int TALLY = 5;
    private static final long SLOT = Path.slot(7, 2);

    private final RecordMapper mapper = new RecordMapper(WireContract.contract());

    @Test
    void aRecordComesBackAsItWent() throws Exception {
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setEnvelope(
                        Envelope.newBuilder().setSite("BISHKEK-1").setWorker(4).setOccurredOn(20_000))
                .setNeedleExchange(NeedleExchange.newBuilder()
                        .setPeersServed(0)
                        .addLines(ExchangeLine.newBuilder().setCommodity(2).setDistributed(20))
                        .addLines(ExchangeLine.newBuilder().setCommodity(11).setReturned(3)))
                .build();

        var written = mapper.flatten(op, EXCHANGE, SLOT);
        var change = mapper.toChange(EXCHANGE, written).build();

        assertThat(change.getEnvelope()).isEqualTo(op.getEnvelope());
        assertThat(change.getNeedleExchange()).isEqualTo(op.getNeedleExchange());
        assertThat(mapper.flatten(change)).isEqualTo(written);
    }

    private NeedleExchange thereAndBack(NeedleExchange record) throws RecordFormatException {
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setNeedleExchange(record)
                .build();
        return mapper.toChange(EXCHANGE, mapper.flatten(op, EXCHANGE, SLOT))
                .build()
                .getNeedleExchange();
    }

    @Test
    void theRecordOfAnOpIsThatOfItsType() {
        WireContract.byType(Op.getDescriptor()).forEach((type, field) -> {
            var record = Op.newBuilder().newBuilderForField(field).build();
            var op = Op.newBuilder().setField(field, record).build();
            assertThat(mapper.typeOf(op)).isEqualTo(type);
            assertThat(mapper.recordOf(op, type)).isSameAs(op.getField(field));
            assertThat(mapper.recordOf(Op.getDefaultInstance(), type)).isEqualTo(record);
            assertThat(mapper.recordOf(op, type == 1 ? 2 : 1)).isNotEqualTo(record);
        });
    }

    @Test
    void thousandsOfFieldsOfANewerContractComeBack() throws Exception {
        var future = UnknownFieldSet.newBuilder();
        for (int number = 40; number < 3_040; number++) {
            future.addField(
                    number, UnknownFieldSet.Field.newBuilder().addVarint(1).build());
        }
        var line = ExchangeLine.newBuilder().setCommodity(2).setDistributed(20).setUnknownFields(future.build());
        var record = NeedleExchange.newBuilder()
                .addLines(line)
                .setUnknownFields(future.build())
                .build();

        assertThat(thereAndBack(record)).isEqualTo(record);
    }

    @Test
    void fieldsOfANewerContractAreKeptAndComeBack() throws Exception {
        var future = UnknownFieldSet.newBuilder()
                .addField(40, UnknownFieldSet.Field.newBuilder().addVarint(99).build())
                .build();
        var record =
                OutreachContact.newBuilder().setMode(1).setUnknownFields(future).build();
        var envelope =
                Envelope.newBuilder().setWorker(1).setUnknownFields(future).build();
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setEnvelope(envelope)
                .setOutreachContact(record)
                .build();

        var change = mapper.toChange(CONTACT, mapper.flatten(op, CONTACT, SLOT)).build();

        assertThat(change.getOutreachContact()).isEqualTo(record);
        assertThat(change.getEnvelope()).isEqualTo(envelope);
    }

    @Test
    void fieldsOfANewerContractInALineAreKept() throws Exception {
        var future = UnknownFieldSet.newBuilder()
                .addField(9, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        var record = NeedleExchange.newBuilder()
                .addLines(ExchangeLine.newBuilder()
                        .setCommodity(2)
                        .setDistributed(1)
                        .setUnknownFields(future))
                .build();

        assertThat(thereAndBack(record)).isEqualTo(record);
    }

    @Test
    void anEditWritesOnlyWhatItNamesAndClearsWhatItLeavesOut() throws Exception {
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_EDIT)
                .addSets(8)
                .addSets(6)
                .addRemovals(Removal.newBuilder().setField(7).addElements(3))
                .setOutreachContact(OutreachContact.newBuilder().setSetting(2).setMode(1))
                .build();

        assertThat(mapper.flatten(op, CONTACT, SLOT))
                .isEqualTo(Map.of(
                        Path.field(6), new Value.Num(2),
                        Path.field(8), Value.absent(),
                        Path.element(7, 3), Value.absent()));
    }

    @Test
    void aVoidWritesItsReasonOnly() throws Exception {
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_VOID)
                .setEnvelope(Envelope.newBuilder().setVoidReason(1).setWorker(4))
                .setOutreachContact(OutreachContact.newBuilder().setMode(1))
                .build();

        assertThat(mapper.flatten(op, CONTACT, SLOT))
                .isEqualTo(Map.of(Path.field(Path.ENVELOPE + 7), new Value.Num(1)));
    }

    @Test
    void talliesOfSeveralDevicesAreSummedAndTheOwnShareIsToldApart() throws Exception {
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setSiteDayTally(SiteDayTally.newBuilder()
                        .setContacts(5)
                        .addDistributed(TallyLine.newBuilder().setCommodity(2).setPieces(10)))
                .build();
        var all = new TreeMap<>(mapper.flatten(op, TALLY, SLOT));
        all.putAll(mapper.flatten(op, TALLY, Path.slot(8, 1)));

        Change sum = mapper.toChange(TALLY, all).build();
        Op own = mapper.ownShare(TALLY, all, SLOT);

        assertThat(sum.getSiteDayTally().getContacts()).isEqualTo(10);
        assertThat(sum.getSiteDayTally().getDistributed(0).getPieces()).isEqualTo(20);
        assertThat(own.getSiteDayTally()).isEqualTo(op.getSiteDayTally());
    }

    @Test
    void twoLinesOfOneCommodityAreRefused() {
        var line = ExchangeLine.newBuilder().setCommodity(2).setDistributed(1);
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setNeedleExchange(NeedleExchange.newBuilder().addLines(line).addLines(line))
                .build();

        assertThatThrownBy(() -> mapper.flatten(op, EXCHANGE, SLOT))
                .isInstanceOfSatisfying(
                        RecordFormatException.class,
                        bad -> assertThat(bad.code()).isEqualTo("DUPLICATE_LINE"));
    }
}
