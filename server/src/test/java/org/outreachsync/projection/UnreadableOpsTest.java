package org.outreachsync.projection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.Test;
import org.outreachsync.log.BatchKey;
import org.outreachsync.log.LogEntry;
import org.outreachsync.store.StoreException;
import org.outreachsync.sync.Field;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.log.v1.LoggedBatch;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;

/**
 * What another version logged and this one cannot read. A field that was unknown then was kept as the tablet wrote it;
 * a later contract may want it in another form.
 */
class UnreadableOpsTest {

    private static final int LATER_TYPE = 999;

    private final RecordMapper mapper = new RecordMapper(WireContract.contract());
    private final OpApplier applier = new OpApplier(
            new Field().engine().records(), mapper, WireContract.contract(), new Withheld(CodeListReader.published()));

    private void refused(LoggedOp op, String why) {
        var batch = LoggedBatch.newBuilder().addOps(op).build();
        var entry = new LogEntry(new BatchKey(Field.SITE, 7, 1, 3), 5, 12, 0, "00", batch);
        assertThatThrownBy(() -> applier.written(entry, op))
                .isInstanceOf(StoreException.class)
                .hasMessage("this version of the program cannot read op 12 of entry 5 in the log of site " + Field.SITE
                        + " (" + why + "); it stays in the log. Use the version that wrote it");
    }

    @Test
    void aFieldInAnotherFormIsNamed() {
        var text = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8("three"))
                .build();
        var record = NeedleExchange.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(NeedleExchange.PEERS_SERVED_FIELD_NUMBER, text)
                        .build());
        var op = Op.newBuilder().setNeedleExchange(record).build();

        refused(
                LoggedOp.newBuilder()
                        .setOpNo(12)
                        .setType(mapper.typeOf(op))
                        .setOp(op)
                        .build(),
                "WIRE_TYPE peers_served");
    }

    @Test
    void aTypeOfALaterVersionIsNamed() {
        refused(LoggedOp.newBuilder().setOpNo(12).setType(LATER_TYPE).build(), "UNKNOWN_TYPE");
    }
}
