package org.outreachsync.demo;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.LocalDate;
import java.util.Objects;
import org.outreachsync.model.Contract;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.ValueKind;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Op;

/**
 * Parses a record in the notation of the journals: {@code services: IEC NSP; consent: yes; lines: SYR_1 20 out 15
 * back}.
 */
final class WrittenRecord {

    private static final Contract CONTRACT = WireContract.contract();
    private static final RecordMapper MAPPER = new RecordMapper(CONTRACT);
    private static final CodeLists CODES = CodeListReader.published();

    private final RecordType type;
    private final Message.Builder record;

    private WrittenRecord(String typeName) {
        this.type = CONTRACT.type(typeName);
        this.record = MAPPER.recordOf(Op.getDefaultInstance(), type.number()).newBuilderForType();
    }

    /**
     * Reads one record.
     *
     * @param typeName the name of its type
     * @param clientCode empty for an anonymous record
     * @param text fields and their values; codes by name, days as {@code 2025-01-31}
     */
    static Message of(String typeName, String clientCode, String text) {
        var written = new WrittenRecord(typeName);
        if (!clientCode.isEmpty()) {
            written.record.setField(part(written.record, "uic"), clientCode);
        }
        for (var part : text.split(";", -1)) {
            var pair = part.split(":", 2);
            written.set(pair[0].strip(), pair[1].strip());
        }
        return written.record.build();
    }

    private void set(String name, String value) {
        var spec = type.field(name);
        var field = part(record, name);
        if (spec.kind() == ValueKind.LINES) {
            for (var line : value.split(",", -1)) {
                record.addRepeatedField(field, line(spec, field, line.strip().split("\\s+", -1)));
            }
        } else if (spec.repeated()) {
            for (var code : value.split("\\s+", -1)) {
                record.addRepeatedField(field, code(spec, code));
            }
        } else {
            record.setField(
                    field, field.getJavaType() == FieldDescriptor.JavaType.STRING ? value : single(spec, value));
        }
    }

    private Message line(FieldSpec spec, FieldDescriptor field, String[] words) {
        var line = record.newBuilderForField(field);
        var key = spec.line().stream().filter(FieldSpec::lineKey).findAny().orElseThrow();
        line.setField(part(line, key.name()), code(key, words[0]));
        for (int at = 1; at + 1 < words.length; at += 2) {
            var name = switch (words[at + 1]) {
                case "out" -> "distributed";
                case "back" -> "returned";
                default -> words[at + 1];
            };
            line.setField(part(line, name), Integer.parseInt(words[at]));
        }
        return line.build();
    }

    private static FieldDescriptor part(Message.Builder message, String name) {
        return Objects.requireNonNull(message.getDescriptorForType().findFieldByName(name), name);
    }

    private static Object single(FieldSpec spec, String value) {
        return switch (spec.kind()) {
            case CODE -> code(spec, value);
            case DAY -> (int) LocalDate.parse(value).toEpochDay();
            case FLAG -> value.equals("yes");
            default -> Integer.parseInt(value);
        };
    }

    private static int code(FieldSpec spec, String name) {
        var list = Objects.requireNonNull(spec.codeList(), spec.name());
        return Objects.requireNonNull(CODES.get(list).byCode(name), name).id();
    }
}
