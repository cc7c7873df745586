package org.outreachsync.device.answer;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.model.Contract;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.ValueKind;
import org.outreachsync.wire.RecordMapper;

/**
 * Replaces client codes in an op that an attention shows. The server has accepted the op, so its client key says
 * enough.
 */
final class HiddenCodes {

    private final Contract contract;
    private final RecordMapper mapper;

    HiddenCodes(Contract contract) {
        this.contract = contract;
        this.mapper = new RecordMapper(contract);
    }

    /**
     * The same op without client codes.
     *
     * @param key the key of its first client code, or empty
     */
    LocalOp in(LocalOp op, ByteString key) {
        var record = mapper.recordOf(op.op(), op.type()).toBuilder();
        var sets = new ArrayList<>(op.op().getSetsList());
        boolean isFirst = true;
        for (var spec : contract.type(op.type()).fields()) {
            var code = record.getDescriptorForType().findFieldByNumber(spec.number());
            if (spec.kind() != ValueKind.CLIENT_CODE || !record.hasField(code)) {
                continue;
            }
            record.clearField(code);
            sets.remove(Integer.valueOf(spec.number()));
            var keyNumber = isFirst && !key.isEmpty() ? put(record, spec, key) : null;
            if (keyNumber != null && op.op().getSetsCount() > 0) {
                sets.add(keyNumber);
            }
            isFirst = false;
        }
        var hidden = mapper.withRecord(op.op(), op.type(), record.build());
        return op.withOp(hidden.toBuilder().clearSets().addAllSets(sets).build());
    }

    private static @Nullable Integer put(Message.Builder record, FieldSpec spec, ByteString key) {
        var keyField = spec.keyField();
        if (keyField == null) {
            return null;
        }
        var field = record.getDescriptorForType().findFieldByName(keyField);
        record.setField(field, key);
        return field.getNumber();
    }
}
