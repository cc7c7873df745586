package org.outreachsync.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.MergeRule;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.Value;
import org.outreachsync.validate.ResultCode;

/**
 * Splits a message into registers. A field that this version of the contract does not know is kept as bytes.
 *
 * <p>It reads the bytes that protobuf writes for the message. To ask the message for each field of its type would take
 * several times as long, because protobuf does so by reflection, and most fields are empty.
 */
final class Flattener {

    private final long slot;
    private final PathMap.Builder<Value> into;

    Flattener(long slot, PathMap.Builder<Value> into) {
        this.slot = slot;
        this.into = into;
    }

    void message(Message message, int offset, Shape shape) throws RecordFormatException {
        var unknown = message.getUnknownFields();
        // Protobuf writes unknown fields last.
        int known = message.getSerializedSize() - unknown.getSerializedSize();
        try {
            var from = CodedInputStream.newInstance(message.toByteArray(), 0, known);
            for (int tag = from.readTag(); tag != 0; tag = from.readTag()) {
                var part = shape.byTag(tag);
                if (part == null) {
                    throw new IllegalStateException("protobuf wrote an unknown field among known ones");
                }
                field(part, from);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("what protobuf wrote cannot be read", impossible);
        }
        unknown(unknown, shape, number -> offset == 0 ? Path.recordField(number) : Path.field(number + offset));
    }

    private void field(Shape.Part part, CodedInputStream from) throws IOException, RecordFormatException {
        var spec = part.spec();
        if (part.line() != null) {
            line(spec, part.line(), from);
        } else if (spec.repeated()) {
            int outer = from.pushLimit(from.readUInt32());
            while (from.getBytesUntilLimit() > 0) {
                into.put(Path.element(spec.number(), (int) number(part.type(), from)), Value.present());
            }
            from.popLimit(outer);
        } else {
            into.put(register(spec, Path.field(spec.number())), value(part.type(), from));
        }
    }

    private void line(FieldSpec spec, Shape shape, CodedInputStream from) throws IOException, RecordFormatException {
        int outer = from.pushLimit(from.readUInt32());
        int element = 0;
        var values = new @Nullable Value[shape.places()];
        UnknownFieldSet.Builder unknown = null;
        for (int tag = from.readTag(); tag != 0; tag = from.readTag()) {
            var part = shape.byTag(tag);
            if (part == null) {
                unknown = unknown == null ? UnknownFieldSet.newBuilder() : unknown;
                unknown.mergeFieldFrom(tag, from);
            } else if (part.spec().lineKey()) {
                element = (int) number(part.type(), from);
            } else {
                values[part.number()] = value(part.type(), from);
            }
        }
        from.popLimit(outer);
        line(spec, shape, element, values);
        if (unknown != null) {
            int key = element;
            unknown(unknown.build(), shape, number -> Path.line(spec.number(), key, number));
        }
    }

    private void line(FieldSpec spec, Shape shape, int element, @Nullable Value[] values) throws RecordFormatException {
        if (into.put(Path.element(spec.number(), element), Value.present()) != null) {
            throw new RecordFormatException(
                    ResultCode.DUPLICATE_LINE, spec.name(), "There are two lines of one " + key(spec) + ".");
        }
        for (var part : shape.parts()) {
            var value = values[part.number()];
            if (value != null) {
                into.put(register(part.spec(), Path.line(spec.number(), element, part.number())), value);
            }
        }
    }

    private static String key(FieldSpec spec) {
        for (var part : spec.line()) {
            if (part.lineKey()) {
                return part.name();
            }
        }
        throw new IllegalStateException("lines of " + spec.name() + " have no key");
    }

    private Path register(FieldSpec spec, Path path) {
        return spec.merge() == MergeRule.TALLY ? path.inSlot(slot) : path;
    }

    private void unknown(UnknownFieldSet unknown, Shape shape, IntFunction<Path> path) throws RecordFormatException {
        if (unknown.isEmpty()) {
            return;
        }
        for (var entry : unknown.asMap().entrySet()) {
            var known = shape.message().findFieldByNumber(entry.getKey());
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

    private static Value value(FieldDescriptor.Type type, CodedInputStream from) throws IOException {
        return switch (type) {
            case STRING -> new Value.Text(from.readStringRequireUtf8());
            case BYTES -> new Value.Bytes(from.readByteArray());
            default -> new Value.Num(number(type, from));
        };
    }

    private static long number(FieldDescriptor.Type type, CodedInputStream from) throws IOException {
        return switch (type) {
            case SINT32 -> from.readSInt32();
            case BOOL -> from.readBool() ? 1 : 0;
            default -> Integer.toUnsignedLong(from.readUInt32());
        };
    }
}
