package org.outreachsync.intake;

import com.google.protobuf.Message;
import java.util.Optional;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.log.v1.Warning;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/**
 * What a newer app says in fields that this version does not know. In a record, its lines and its envelope they are
 * kept and come back; elsewhere nothing can be made of them, and the op says so.
 */
public final class NewerFields {

    private NewerFields() {}

    /** The part of an op in which something stands that the record will not have, if there is one. */
    static Optional<String> lost(Op op, Message record, RecordType type) {
        boolean inOp = !op.getUnknownFields().asMap().isEmpty()
                || op.getRemovalsList().stream()
                        .anyMatch(removal -> !removal.getUnknownFields().asMap().isEmpty());
        if (inOp) {
            return Optional.of("op");
        }
        boolean inVoid = op.getKind() == OpKind.OP_KIND_VOID
                && !(record.getUnknownFields().asMap().isEmpty()
                        && op.getEnvelope().getUnknownFields().asMap().isEmpty());
        if (inVoid) {
            return Optional.of("record");
        }
        boolean inSets = op.getKind() == OpKind.OP_KIND_EDIT
                && op.getSetsList().stream().anyMatch(number -> clearsUnknown(op, record, type, number));
        if (inSets) {
            return Optional.of("sets");
        }
        boolean inRemovals =
                op.getRemovalsList().stream().anyMatch(removal -> type.fieldByNumber(removal.getField()) == null);
        return inRemovals ? Optional.of("removals") : Optional.empty();
    }

    /** A field that is named and not there is to be cleared, for which its kind would have to be known. */
    private static boolean clearsUnknown(Op op, Message record, RecordType type, int number) {
        return type.fieldByNumber(number) == null
                && !record.getUnknownFields().hasField(number)
                && !isInEnvelope(op.getEnvelope(), number);
    }

    private static boolean isInEnvelope(Envelope envelope, int number) {
        return number > Path.ENVELOPE && envelope.getUnknownFields().hasField(number - Path.ENVELOPE);
    }

    /** That something in a part of an op was not kept with the record. */
    public static Warning warning(String part) {
        return Warning.newBuilder()
                .setCode(ResultCode.FIELD_NOT_KEPT.name())
                .setField(part)
                .build();
    }

    /** Whether an op says so already. */
    public static boolean isWarned(LoggedOp op) {
        return op.getWarningsList().stream()
                .anyMatch(warning -> warning.getCode().equals(ResultCode.FIELD_NOT_KEPT.name()));
    }
}
