package org.outreachsync.device.capture;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeLists;

/**
 * Fills in what follows from what a worker entered, by the rules with {@code fills}: where only one code of a field
 * that was left out fits the other.
 */
final class FillIn {

    private final Supplier<CodeLists> codes;

    /** @param codes gives the code lists as they are at the time */
    FillIn(Supplier<CodeLists> codes) {
        this.codes = codes;
    }

    /** The record with what follows. */
    Message filled(RecordType type, Message record, LocalDate day) {
        var builder = record.toBuilder();
        for (var rule : type.rules()) {
            if (rule.test() instanceof RecordRule.Fits fits && fits.fills()) {
                fill(type, builder, fits, day);
            }
        }
        return builder.build();
    }

    private void fill(RecordType type, Message.Builder record, RecordRule.Fits fits, LocalDate day) {
        var own = type.field(fits.field());
        var other = type.field(fits.other());
        var ownList = list(own);
        var otherList = list(other);
        if (record.hasField(field(record, own)) && !record.hasField(field(record, other))) {
            int code = (Integer) record.getField(field(record, own));
            set(record, other, only(otherList, day, one -> ownList.names(code, fits.attribute(), otherList, one)));
        } else if (record.hasField(field(record, other)) && !record.hasField(field(record, own))) {
            int code = (Integer) record.getField(field(record, other));
            set(
                    record,
                    own,
                    only(
                            ownList,
                            day,
                            one -> says(ownList, one, fits.attribute())
                                    && ownList.names(one, fits.attribute(), otherList, code)));
        }
    }

    private static boolean says(CodeList list, int id, String attribute) {
        var code = list.byId(id);
        return code != null && code.attributes().texts().containsKey(attribute);
    }

    private static List<Integer> only(CodeList list, LocalDate day, IntPredicate fits) {
        return list.all().stream()
                .map(Code::id)
                .filter(id -> list.isValidOn(id, day) && fits.test(id))
                .limit(2)
                .collect(Collectors.toList());
    }

    private static void set(Message.Builder record, FieldSpec spec, List<Integer> fitting) {
        if (fitting.size() == 1) {
            record.setField(field(record, spec), fitting.get(0));
        }
    }

    private CodeList list(FieldSpec spec) {
        return codes.get().get(spec.codeList() == null ? "" : spec.codeList());
    }

    private static FieldDescriptor field(Message.Builder record, FieldSpec spec) {
        return record.getDescriptorForType().findFieldByNumber(spec.number());
    }
}
