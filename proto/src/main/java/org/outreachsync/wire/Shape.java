package org.outreachsync.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.ContractException;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.ValueKind;

/** How the fields of a kind of message become registers, found out once. */
final class Shape {

    private final Descriptor message;
    private final List<Part> parts = new ArrayList<>();
    private final @Nullable Part[] byNumber;

    /**
     * A field of a message.
     *
     * @param number its number in the message
     * @param tag the tag with which protobuf writes it
     * @param type the type of its value, or of each of its values
     * @param spec what the contract says about it
     * @param line the shape of its lines, or null
     */
    record Part(
            int number,
            int tag,
            FieldDescriptor.Type type,
            FieldSpec spec,
            @Nullable Shape line) {

        private static Part of(FieldDescriptor field, FieldSpec spec) {
            boolean isPacked = field.isPacked();
            if (spec.repeated() && spec.kind() != ValueKind.LINES && !isPacked) {
                throw new ContractException("the set " + field.getFullName() + " is not packed");
            }
            int wireType = isPacked ? WireFormat.WIRETYPE_LENGTH_DELIMITED : wireType(field);
            return new Part(
                    field.getNumber(),
                    (field.getNumber() << 3) | wireType,
                    field.getType(),
                    spec,
                    spec.kind() == ValueKind.LINES ? line(field.getMessageType(), spec) : null);
        }

        private static Shape line(Descriptor message, FieldSpec spec) {
            return new Shape(message, number -> inLine(spec, number));
        }

        private static FieldSpec inLine(FieldSpec spec, int number) {
            for (var part : spec.line()) {
                if (part.number() == number) {
                    return part;
                }
            }
            throw new ContractException("the contract of " + spec.name() + " lacks field " + number);
        }

        private static int wireType(FieldDescriptor field) {
            return switch (field.getType()) {
                case UINT32, SINT32, BOOL -> WireFormat.WIRETYPE_VARINT;
                case STRING, BYTES, MESSAGE -> WireFormat.WIRETYPE_LENGTH_DELIMITED;
                default -> throw new ContractException("no register holds the type of " + field.getFullName());
            };
        }
    }

    /**
     * The shape of a message.
     *
     * @param specs what the contract says about its fields, by their numbers in the message
     * @throws ContractException when a field has a type that no register holds
     */
    Shape(Descriptor message, IntFunction<FieldSpec> specs) {
        this.message = message;
        int last = 0;
        for (var field : message.getFields()) {
            parts.add(Part.of(field, specs.apply(field.getNumber())));
            last = Math.max(last, field.getNumber());
        }
        this.byNumber = new @Nullable Part[last + 1];
        parts.forEach(part -> byNumber[part.number()] = part);
    }

    Descriptor message() {
        return message;
    }

    /** Its fields, in the order of the contract. */
    List<Part> parts() {
        return parts;
    }

    /** The highest number of a field, plus one. */
    int places() {
        return byNumber.length;
    }

    /** The field that is written with this tag; null if there is none. */
    @Nullable
    Part byTag(int tag) {
        int number = WireFormat.getTagFieldNumber(tag);
        var part = number < byNumber.length ? byNumber[number] : null;
        return part != null && part.tag() == tag ? part : null;
    }
}
