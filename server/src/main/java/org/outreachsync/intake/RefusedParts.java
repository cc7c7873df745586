package org.outreachsync.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * Removes from a request what clients refused to have recorded in the same op. This happens before anything is written:
 * neither the log nor quarantine, which keeps ops as they were sent, may hold it. An op that cannot be read stays as it
 * is.
 */
public final class RefusedParts {

    private final RecordMapper mapper;
    private final Contract contract;
    private final Withheld withheld;

    /** By the rules of this contract. */
    public RefusedParts(RecordMapper mapper, Contract contract, Withheld withheld) {
        this.mapper = mapper;
        this.contract = contract;
        this.withheld = withheld;
    }

    /**
     * A request without what clients refused.
     *
     * @param flags for each op from which something was removed: the flag that says no
     * @param parsed each op of the frame; null for one that cannot be read, or not up to its end
     */
    record TakenOut(SyncFrame frame, Map<Long, String> flags, List<@Nullable Op> parsed) {}

    /** The request without what clients said no to. */
    TakenOut takenOut(SyncFrame frame) {
        var flags = new HashMap<Long, String>();
        SyncFrame.Builder less = null;
        var parsed = new ArrayList<@Nullable Op>(frame.getOpsCount());
        for (int at = 0; at < frame.getOpsCount(); at++) {
            var read = read(frame.getOps(at));
            var op = read == null ? null : read.op();
            parsed.add(read != null && read.isWhole() ? op : null);
            var type = op == null ? null : contract.find(mapper.typeOf(op));
            if (op == null || type == null) {
                continue;
            }
            var rules = type.refusals();
            if (rules.isEmpty()) {
                continue;
            }
            var record = mapper.recordOf(op, type.number());
            Message.Builder rest = null;
            for (var refused : rules) {
                if (isNo(rest == null ? record : rest, type, refused)) {
                    rest = rest == null ? record.toBuilder() : rest;
                    if (takeOut(rest, type, refused.parts())) {
                        flags.put(frame.getFirstOp() + at, refused.flag());
                    }
                }
            }
            if (rest != null && flags.containsKey(frame.getFirstOp() + at)) {
                less = less == null ? frame.toBuilder() : less;
                var left = mapper.withRecord(op, type.number(), rest.build());
                parsed.set(at, left);
                less.setOps(at, left.toByteString());
            }
        }
        return new TakenOut(less == null ? frame : less.build(), flags, parsed);
    }

    /**
     * An op that was read.
     *
     * @param isWhole whether nothing stands behind it
     */
    private record Read(Op op, boolean isWhole) {}

    private static @Nullable Read read(ByteString raw) {
        try {
            var input = raw.newCodedInput();
            input.setRecursionLimit(RequestReader.DEPTH_MAX);
            var op = Op.parseFrom(input);
            return new Read(op, isWhole(input));
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static boolean isWhole(CodedInputStream input) {
        try {
            input.checkLastTagWas(0);
            return true;
        } catch (InvalidProtocolBufferException endOfGroup) {
            return false;
        }
    }

    private static boolean isNo(MessageOrBuilder record, RecordType type, RecordRule.NothingRefused refused) {
        var flag = field(record, type, refused.flag());
        return record.hasField(flag) && Boolean.FALSE.equals(record.getField(flag));
    }

    private boolean takeOut(Message.Builder record, RecordType type, List<RecordRule.Part> parts) {
        boolean isTaken = false;
        for (var part : parts) {
            var field = field(record, type, part.field());
            if (part.attribute() == null) {
                isTaken |= field.isRepeated() ? record.getRepeatedFieldCount(field) > 0 : isFilled(record, field);
                record.clearField(field);
            } else {
                isTaken |= takeOutCodes(record, type, part, field);
            }
        }
        return isTaken;
    }

    private boolean takeOutCodes(Message.Builder record, RecordType type, RecordRule.Part part, FieldDescriptor field) {
        var codes = (List<?>) record.getField(field);
        var left = codes.stream()
                .filter(code -> !withheld.isIn(type, part, Path.element(field.getNumber(), (Integer) code)))
                .toList();
        record.setField(field, left);
        return left.size() < codes.size();
    }

    private static boolean isFilled(Message.Builder record, FieldDescriptor field) {
        return field.hasPresence()
                ? record.hasField(field)
                : !record.getField(field).equals(field.getDefaultValue());
    }

    private static FieldDescriptor field(MessageOrBuilder record, RecordType type, String name) {
        var field =
                record.getDescriptorForType().findFieldByNumber(type.field(name).number());
        if (field == null) {
            throw new IllegalStateException("message lacks " + name);
        }
        return field;
    }
}
