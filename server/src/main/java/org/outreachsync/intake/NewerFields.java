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
 * Fields that a newer app sends and this version does not know. In a record, its lines and its envelope they are kept
 * and handed out again. Elsewhere they have no effect, and the op carries a warning.
 */
public final class NewerFields {

    private NewerFields() {}

    /** The part of an op that holds something the record will not keep; empty when all of it is kept. */
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

    /** A field that is listed but absent is to be cleared, which only works for a field of a known kind. */
    private static boolean clearsUnknown(Op op, Message record, RecordType type, int number) {
        return type.fieldByNumber(number) == null
                && !record.getUnknownFields().hasField(number)
                && !isInEnvelope(op.getEnvelope(), number);
    }

    private static boolean isInEnvelope(Envelope envelope, int number) {
        return number > Path.ENVELOPE && envelope.getUnknownFields().hasField(number - Path.ENVELOPE);
    }

    /** The warning that something in a part of an op is not kept with the record. */
    public static Warning warning(String part) {
        return Warnings.of(ResultCode.FIELD_NOT_KEPT, part);
    }

    /** Whether an op carries this warning already. */
    public static boolean isWarned(LoggedOp op) {
        return op.getWarningsList().stream()
                .anyMatch(warning -> warning.getCode().equals(ResultCode.FIELD_NOT_KEPT.name()));
    }
}
