package org.outreachsync.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.Map;
import java.util.function.IntFunction;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;

/**
 * Builds messages from registers: the reverse of {@link Flattener}. It walks once through the registers of a message,
 * because a record has a third of the fields that its type has.
 */
final class Assembler {

    private final IntFunction<FieldSpec> specs;
    private final PathMap<Value> shown;

    Assembler(IntFunction<FieldSpec> specs, Map<Path, Value> shown) {
        this.specs = specs;
        this.shown = PathMap.copyOf(shown);
    }

    /** Fills the message of a record. */
    void record(Message.Builder message) {
        var unknown = UnknownFieldSet.newBuilder();
        fill(message, unknown, 0, 0, shown.placeOf(Path.field(Path.ENVELOPE)));
        keep(unknown, shown.placeOf(Path.field(Path.BEYOND)), shown.size());
        message.setUnknownFields(unknown.build());
    }

    /** Fills the envelope of a record. */
    void envelope(Message.Builder message) {
        var unknown = UnknownFieldSet.newBuilder();
        int begin = shown.placeOf(Path.field(Path.ENVELOPE));
        fill(message, unknown, Path.ENVELOPE, begin, shown.placeOf(Path.field(Path.BEYOND)));
        message.setUnknownFields(unknown.build());
    }

    private void fill(Message.Builder message, UnknownFieldSet.Builder unknown, int offset, int begin, int end) {
        var descriptor = message.getDescriptorForType();
        for (int at = begin; at < end; ) {
            int number = shown.pathAt(at).field();
            int next = at + 1;
            while (next < end && shown.pathAt(next).field() == number) {
                next++;
            }
            var field = descriptor.findFieldByNumber(number - offset);
            if (field == null) {
                keep(unknown, at, next);
            } else {
                field(message, field, specs.apply(number), at, next);
            }
            at = next;
        }
    }

    private void field(Message.Builder message, FieldDescriptor field, FieldSpec spec, int begin, int end) {
        if (spec.kind() == ValueKind.LINES) {
            lines(message, field, spec, begin, end);
        } else if (spec.repeated()) {
            for (int at = begin; at < end; at++) {
                if (shown.valueAt(at).isPresent()) {
                    message.addRepeatedField(field, shown.pathAt(at).element());
                }
            }
        } else {
            set(message, field, begin, end);
        }
    }

    private void lines(Message.Builder message, FieldDescriptor field, FieldSpec spec, int begin, int end) {
        for (int at = begin; at < end; ) {
            int element = shown.pathAt(at).element();
            int next = at + 1;
            while (next < end && shown.pathAt(next).element() == element) {
                next++;
            }
            if (shown.pathAt(at).sub() == 0 && shown.valueAt(at).isPresent()) {
                message.addRepeatedField(field, line(message.newBuilderForField(field), spec, at, next));
            }
            at = next;
        }
    }

    /** The line whose registers are at these places; the first is the line itself. */
    private Message line(Message.Builder line, FieldSpec spec, int begin, int end) {
        var descriptor = line.getDescriptorForType();
        var unknown = UnknownFieldSet.newBuilder();
        for (int at = begin + 1; at < end; ) {
            int sub = shown.pathAt(at).sub();
            int next = at + 1;
            while (next < end && shown.pathAt(next).sub() == sub) {
                next++;
            }
            var field = descriptor.findFieldByNumber(sub);
            if (field == null) {
                keep(unknown, at, next);
            } else {
                set(line, field, at, next);
            }
            at = next;
        }
        for (var part : spec.line()) {
            if (part.lineKey()) {
                line.setField(
                        descriptor.findFieldByNumber(part.number()),
                        shown.pathAt(begin).element());
            }
        }
        return line.setUnknownFields(unknown.build()).build();
    }

    /** Sets a plain field from its one register, or a tally field from the sum of its registers, one per device. */
    private void set(Message.Builder message, FieldDescriptor field, int begin, int end) {
        long sum = 0;
        boolean any = false;
        for (int at = begin; at < end; at++) {
            var value = shown.valueAt(at);
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

    /** Adds unknown fields, which registers hold as bytes. */
    private void keep(UnknownFieldSet.Builder unknown, int begin, int end) {
        for (int at = begin; at < end; at++) {
            if (shown.valueAt(at) instanceof Value.Bytes bytes) {
                try {
                    unknown.mergeFrom(bytes.value());
                } catch (InvalidProtocolBufferException impossible) {
                    throw new IllegalStateException("kept bytes of an unknown field are damaged", impossible);
                }
            }
        }
    }
}
