package org.outreachsync.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.MergeRule;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.validate.ResultCode;

/** Splits a message into registers by asking it for each field of its type; slow and plain. */
final class NaiveFlattener {

    private final long slot;
    private final PathMap.Builder<Value> into;

    NaiveFlattener(long slot, PathMap.Builder<Value> into) {
        this.slot = slot;
        this.into = into;
    }

    void message(Message message, int offset, IntFunction<FieldSpec> specs) throws RecordFormatException {
        for (var field : message.getDescriptorForType().getFields()) {
            boolean isSet = field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
            if (isSet) {
                field(specs.apply(field.getNumber() + offset), field, message.getField(field));
            }
        }
        unknown(message, number -> offset == 0 ? Path.recordField(number) : Path.field(number + offset));
    }

    private void field(FieldSpec spec, FieldDescriptor descriptor, Object value) throws RecordFormatException {
        if (spec.kind() == ValueKind.LINES) {
            for (var line : (Iterable<?>) value) {
                line(spec, (Message) line);
            }
        } else if (spec.repeated()) {
            for (var code : (Iterable<?>) value) {
                into.put(Path.element(spec.number(), (int) number(descriptor, code)), Value.present());
            }
        } else {
            into.put(register(spec, Path.field(spec.number())), value(descriptor, value));
        }
    }

    private void line(FieldSpec spec, Message line) throws RecordFormatException {
        var key = spec.line().stream().filter(FieldSpec::lineKey).findAny().orElseThrow(NoSuchElementException::new);
        var descriptor = line.getDescriptorForType();
        var keyField = descriptor.findFieldByNumber(key.number());
        int element = line.hasField(keyField) ? (int) number(keyField, line.getField(keyField)) : 0;
        if (into.put(Path.element(spec.number(), element), Value.present()) != null) {
            throw new RecordFormatException(
                    ResultCode.DUPLICATE_LINE, spec.name(), "There are two lines of one " + key.name() + ".");
        }
        for (var part : spec.line()) {
            var field = descriptor.findFieldByNumber(part.number());
            if (!part.lineKey() && line.hasField(field)) {
                into.put(
                        register(part, Path.line(spec.number(), element, part.number())),
                        value(field, line.getField(field)));
            }
        }
        unknown(line, number -> Path.line(spec.number(), element, number));
    }

    private Path register(FieldSpec spec, Path path) {
        return spec.merge() == MergeRule.TALLY ? path.inSlot(slot) : path;
    }

    private void unknown(Message message, IntFunction<Path> path) throws RecordFormatException {
        for (var entry : message.getUnknownFields().asMap().entrySet()) {
            var known = message.getDescriptorForType().findFieldByNumber(entry.getKey());
            if (known != null) {
                // Protobuf parses a known field with the wrong wire type as an unknown field.
                throw new RecordFormatException(
                        ResultCode.WIRE_TYPE, known.getName(), "The field is not written as the contract says.");
            }
            var bytes = UnknownFieldSet.newBuilder()
                    .addField(entry.getKey(), entry.getValue())
                    .build()
                    .toByteArray();
            into.put(path.apply(entry.getKey()), new Value.Bytes(bytes));
        }
    }

    private static Value value(FieldDescriptor descriptor, Object value) {
        return switch (descriptor.getJavaType()) {
            case STRING -> new Value.Text((String) value);
            case BYTE_STRING -> new Value.Bytes(((ByteString) value).toByteArray());
            case BOOLEAN -> new Value.Num((Boolean) value ? 1 : 0);
            default -> new Value.Num(number(descriptor, value));
        };
    }

    private static long number(FieldDescriptor descriptor, Object value) {
        boolean unsigned = descriptor.getType() == FieldDescriptor.Type.UINT32;
        return unsigned ? Integer.toUnsignedLong((Integer) value) : ((Number) value).longValue();
    }
}
