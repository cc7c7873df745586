package org.outreachsync.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Random;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/**
 * Ops of all types of record with any content that can come over the wire, whether the contract allows it or not: empty
 * and extreme values, several lines of one key, fields of a newer version, known fields with a wrong wire type.
 */
final class GeneratedOps {

    private static final int FIELD_MAX = (1 << 29) - 1;
    private static final List<String> TEXTS = List.of("", "OSH-1", "M1990OKAB", "Ош", "x".repeat(200));

    private final Random random;
    private final List<FieldDescriptor> types = WireContract.recordFields();

    GeneratedOps(Random random) {
        this.random = random;
    }

    /** An op that creates a record. */
    Op next() {
        while (true) {
            try {
                return Op.parseFrom(written().toByteArray());
            } catch (InvalidProtocolBufferException unreadable) {
                // It has a known field with other content. Perhaps the next one can be read.
            }
        }
    }

    private Op written() {
        var type = types.get(random.nextInt(types.size()));
        var op = Op.newBuilder().setKind(OpKind.OP_KIND_CREATE);
        int density = 1 + random.nextInt(9);
        var record = op.newBuilderForField(type);
        fill(record, density);
        var envelope = Envelope.newBuilder();
        fill(envelope, density);
        if (random.nextInt(4) == 0) {
            op.setCountsEpoch(random.nextInt(3));
        }
        return op.setEnvelope(envelope).setField(type, record.build()).build();
    }

    private void fill(Message.Builder message, int density) {
        for (var field : message.getDescriptorForType().getFields()) {
            if (random.nextInt(10) < density) {
                set(message, field, density);
            }
        }
        if (random.nextInt(12) == 0) {
            message.setUnknownFields(unknown(message));
        }
    }

    private void set(Message.Builder message, FieldDescriptor field, int density) {
        if (!field.isRepeated()) {
            message.setField(field, value(field));
            return;
        }
        int size = random.nextInt(random.nextInt(10) == 0 ? 15 : 5);
        for (int no = 0; no < size; no++) {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                var line = message.newBuilderForField(field);
                fill(line, density);
                message.addRepeatedField(field, line.build());
            } else {
                message.addRepeatedField(field, value(field));
            }
        }
    }

    private Object value(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case BYTE_STRING -> ByteString.copyFrom(new byte[random.nextInt(3) * 21]);
            case BOOLEAN -> random.nextBoolean();
            default -> number();
        };
    }

    private int number() {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> random.nextInt();
            case 2 -> -random.nextInt(100);
            case 3 -> 20_000 + random.nextInt(1_000);
            default -> random.nextInt(12);
        };
    }

    private UnknownFieldSet unknown(Message.Builder message) {
        var unknown = UnknownFieldSet.newBuilder();
        int size = 1 + random.nextInt(3);
        for (int no = 0; no < size; no++) {
            int number = switch (random.nextInt(8)) {
                case 0 -> 1 + random.nextInt(FIELD_MAX);
                case 1 -> 990 + random.nextInt(30);
                case 2 ->
                    1
                            + random.nextInt(
                                    message.getDescriptorForType().getFields().size());
                default -> 40 + random.nextInt(10);
            };
            unknown.mergeField(number, field());
        }
        return unknown.build();
    }

    private UnknownFieldSet.Field field() {
        var field = UnknownFieldSet.Field.newBuilder();
        switch (random.nextInt(5)) {
            case 0 -> field.addFixed32(random.nextInt());
            case 1 -> field.addFixed64(random.nextLong());
            case 2 -> field.addLengthDelimited(ByteString.copyFromUtf8("text"));
            case 3 ->
                field.addGroup(UnknownFieldSet.newBuilder()
                        .mergeVarintField(1 + random.nextInt(9), 7)
                        .build());
            default -> field.addVarint(random.nextLong());
        }
        return field.build();
    }
}
