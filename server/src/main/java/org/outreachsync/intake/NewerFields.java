package org.outreachsync.intake;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;
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

    /** The part of an op that holds something the record will not keep; null when all of it is kept. */
    static @Nullable String lost(Op op, Message record, RecordType type) {
        if (!op.getUnknownFields().isEmpty() || isInRemovals(op)) {
            return "op";
        }
        boolean inVoid = op.getKind() == OpKind.OP_KIND_VOID
                && !(record.getUnknownFields().isEmpty()
                        && op.getEnvelope().getUnknownFields().isEmpty());
        if (inVoid) {
            return "record";
        }
        if (op.getKind() == OpKind.OP_KIND_EDIT && isInSets(op, record, type)) {
            return "sets";
        }
        return removesUnknown(op, type) ? "removals" : null;
    }

    private static boolean isInRemovals(Op op) {
        for (int at = 0; at < op.getRemovalsCount(); at++) {
            if (!op.getRemovals(at).getUnknownFields().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInSets(Op op, Message record, RecordType type) {
        for (int at = 0; at < op.getSetsCount(); at++) {
            if (clearsUnknown(op, record, type, op.getSets(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean removesUnknown(Op op, RecordType type) {
        for (int at = 0; at < op.getRemovalsCount(); at++) {
            if (type.fieldByNumber(op.getRemovals(at).getField()) == null) {
                return true;
            }
        }
        return false;
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
        for (var warning : op.getWarningsList()) {
            if (warning.getCode().equals(ResultCode.FIELD_NOT_KEPT.name())) {
                return true;
            }
        }
        return false;
    }
}
