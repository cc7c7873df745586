package org.outreachsync.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;

/** Builds a message from registers: the reverse of {@link Flattener}. */
final class Assembler {

    private final IntFunction<FieldSpec> specs;
    private final SortedMap<Path, Value> shown;

    Assembler(IntFunction<FieldSpec> specs, SortedMap<Path, Value> shown) {
        this.specs = specs;
        this.shown = shown;
    }

    void fill(Message.Builder message, int offset) {
        for (var field : message.getDescriptorForType().getFields()) {
            field(message, field, specs.apply(field.getNumber() + offset));
        }
        unknown(message, offset);
    }

    private SortedMap<Path, Value> registers(int field) {
        return shown.subMap(Path.field(field), Path.field(field + 1));
    }

    private void field(Message.Builder message, FieldDescriptor field, FieldSpec spec) {
        var registers = registers(spec.number());
        if (spec.kind() == ValueKind.LINES) {
            registers.forEach((path, value) -> {
                if (path.sub() == 0 && value.isPresent()) {
                    message.addRepeatedField(field, line(message.newBuilderForField(field), spec, path.element()));
                }
            });
        } else if (spec.repeated()) {
            registers.forEach((path, value) -> {
                if (value.isPresent()) {
                    message.addRepeatedField(field, path.element());
                }
            });
        } else {
            set(message, field, registers);
        }
    }

    private Message line(Message.Builder line, FieldSpec spec, int element) {
        for (var part : spec.line()) {
            var field = line.getDescriptorForType().findFieldByNumber(part.number());
            if (part.lineKey()) {
                line.setField(field, element);
            } else {
                set(
                        line,
                        field,
                        shown.subMap(
                                Path.line(spec.number(), element, part.number()),
                                Path.line(spec.number(), element, part.number() + 1)));
            }
        }
        shown.subMap(Path.element(spec.number(), element), Path.element(spec.number(), element + 1))
                .forEach((path, value) -> {
                    if (path.sub() != 0 && line.getDescriptorForType().findFieldByNumber(path.sub()) == null) {
                        keep(line, value);
                    }
                });
        return line.build();
    }

    /** Sets a plain field from its one register, or a tally field from the sum of its registers, one per device. */
    private static void set(Message.Builder message, FieldDescriptor field, SortedMap<Path, Value> registers) {
        long sum = 0;
        boolean any = false;
        for (var value : registers.values()) {
            if (value instanceof Value.Num num) {
                sum += num.value();
                any = true;
            } else if (value instanceof Value.Text text) {
                message.setField(field, text.value());
            } else if (value instanceof Value.Bytes bytes) {
                message.setField(field, ByteString.copyFrom(bytes.value()));
            }
        }
        if (any) {
            message.setField(
                    field,
                    field.getJavaType() == FieldDescriptor.JavaType.BOOLEAN ? (Object) (sum != 0) : (Object) (int) sum);
        }
    }

    private void unknown(Message.Builder message, int offset) {
        var descriptor = message.getDescriptorForType();
        int below = offset == 0 ? Path.ENVELOPE : Path.BEYOND;
        shown.subMap(Path.field(offset), Path.field(below)).forEach((path, value) -> {
            if (descriptor.findFieldByNumber(path.field() - offset) == null) {
                keep(message, value);
            }
        });
        if (offset == 0) {
            shown.tailMap(Path.field(Path.BEYOND)).values().forEach(value -> keep(message, value));
        }
    }

    private static void keep(Message.Builder message, Value value) {
        if (value instanceof Value.Bytes bytes) {
            try {
                message.setUnknownFields(UnknownFieldSet.newBuilder(message.getUnknownFields())
                        .mergeFrom(bytes.value())
                        .build());
            } catch (InvalidProtocolBufferException impossible) {
                throw new IllegalStateException("kept bytes of an unknown field are damaged", impossible);
            }
        }
    }
}
