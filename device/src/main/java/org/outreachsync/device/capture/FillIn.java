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
 * Fills in fields that follow from others, by the rules with {@code fills}: if only one code of an empty field fits the
 * other field, that code is set.
 */
final class FillIn {

    private final Supplier<CodeLists> codes;

    /** @param codes supplies the current code lists */
    FillIn(Supplier<CodeLists> codes) {
        this.codes = codes;
    }

    /** The record with those fields filled in. */
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
