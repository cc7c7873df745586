package org.outreachsync.record;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.Write;
import org.outreachsync.model.Path;
import org.outreachsync.model.Value;
import org.outreachsync.wire.log.v1.StoredRecord;
import org.outreachsync.wire.log.v1.StoredRegister;
import org.outreachsync.wire.log.v1.StoredWrite;

/**
 * Writes the registers of a record as the field of a {@link StoredRecord}. A record has dozens of registers, and a
 * message for each of them would cost more than all else about storing the record.
 */
final class RegisterWriter {

    private final Map<Origin, Integer> origins = new LinkedHashMap<>();
    /** Most registers of a record were written by one op. */
    private @Nullable Origin last;

    private int lastNumber;

    /** The origins of the registers that were measured so far, in the order of their numbers. */
    Set<Origin> origins() {
        return origins.keySet();
    }

    /** How many bytes registers take. They must be measured before they are written. */
    int size(Map<Path, List<Write>> registers) {
        int[] size = {0};
        registers.forEach((path, writes) -> {
            int content = sizeOf(path, writes);
            size[0] += CodedOutputStream.computeTagSize(StoredRecord.REGISTERS_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt32SizeNoTag(content)
                    + content;
        });
        return size[0];
    }

    /** Writes registers. */
    void write(Map<Path, List<Write>> registers, CodedOutputStream into) throws IOException {
        for (var register : registers.entrySet()) {
            var path = register.getKey();
            head(into, StoredRecord.REGISTERS_FIELD_NUMBER, sizeOf(path, register.getValue()));
            if (path.field() != 0) {
                into.writeUInt32(StoredRegister.FIELD_FIELD_NUMBER, path.field());
            }
            if (path.element() != 0) {
                into.writeUInt32(StoredRegister.ELEMENT_FIELD_NUMBER, path.element());
            }
            if (path.sub() != 0) {
                into.writeUInt32(StoredRegister.SUB_FIELD_NUMBER, path.sub());
            }
            if (path.slot() != 0) {
                into.writeUInt64(StoredRegister.SLOT_FIELD_NUMBER, path.slot());
            }
            for (var write : register.getValue()) {
                head(into, StoredRegister.WRITES_FIELD_NUMBER, sizeOf(write));
                write(write, into);
            }
        }
    }

    private static void head(CodedOutputStream into, int field, int size) throws IOException {
        into.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        into.writeUInt32NoTag(size);
    }

    private void write(Write write, CodedOutputStream into) throws IOException {
        int origin = number(write);
        if (origin != 0) {
            into.writeUInt32(StoredWrite.ORIGIN_FIELD_NUMBER, origin);
        }
        switch (write.value()) {
            case Value.Num num -> into.writeSInt64(StoredWrite.NUM_FIELD_NUMBER, num.value());
            case Value.Text text -> into.writeString(StoredWrite.TEXT_FIELD_NUMBER, text.value());
            case Value.Bytes bytes -> into.writeByteArray(StoredWrite.BYTES_FIELD_NUMBER, bytes.value());
            case Value.Absent absent -> into.writeBool(StoredWrite.ABSENT_FIELD_NUMBER, true);
        }
    }

    private int sizeOf(Path path, List<Write> writes) {
        int size = (path.field() == 0
                        ? 0
                        : CodedOutputStream.computeUInt32Size(StoredRegister.FIELD_FIELD_NUMBER, path.field()))
                + (path.element() == 0
                        ? 0
                        : CodedOutputStream.computeUInt32Size(StoredRegister.ELEMENT_FIELD_NUMBER, path.element()))
                + (path.sub() == 0
                        ? 0
                        : CodedOutputStream.computeUInt32Size(StoredRegister.SUB_FIELD_NUMBER, path.sub()))
                + (path.slot() == 0
                        ? 0
                        : CodedOutputStream.computeUInt64Size(StoredRegister.SLOT_FIELD_NUMBER, path.slot()));
        for (var write : writes) {
            int content = sizeOf(write);
            size += CodedOutputStream.computeTagSize(StoredRegister.WRITES_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt32SizeNoTag(content)
                    + content;
        }
        return size;
    }

    private int sizeOf(Write write) {
        int origin = number(write);
        int size = origin == 0 ? 0 : CodedOutputStream.computeUInt32Size(StoredWrite.ORIGIN_FIELD_NUMBER, origin);
        return size
                + switch (write.value()) {
                    case Value.Num num ->
                        CodedOutputStream.computeSInt64Size(StoredWrite.NUM_FIELD_NUMBER, num.value());
                    case Value.Text text ->
                        CodedOutputStream.computeStringSize(StoredWrite.TEXT_FIELD_NUMBER, text.value());
                    case Value.Bytes bytes ->
                        CodedOutputStream.computeByteArraySize(StoredWrite.BYTES_FIELD_NUMBER, bytes.value());
                    case Value.Absent absent ->
                        CodedOutputStream.computeBoolSize(StoredWrite.ABSENT_FIELD_NUMBER, true);
                };
    }

    private int number(Write write) {
        var origin = write.origin();
        if (!origin.equals(last)) {
            lastNumber = origins.computeIfAbsent(origin, unseen -> origins.size());
            last = origin;
        }
        return lastNumber;
    }
}
