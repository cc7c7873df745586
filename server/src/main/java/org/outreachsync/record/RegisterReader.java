package org.outreachsync.record;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.Write;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.Value;
import org.outreachsync.wire.log.v1.StoredRecord;
import org.outreachsync.wire.log.v1.StoredRegister;
import org.outreachsync.wire.log.v1.StoredWrite;

/**
 * Reads the registers of a {@link StoredRecord}: the reverse of {@link RegisterWriter}, for the same reason. The record
 * was encrypted with authentication, so what is read is what was written.
 */
final class RegisterReader {

    private final CodedInputStream from;
    private final List<Origin> origins;

    /**
     * Reads from this stream.
     *
     * @param origins by their numbers; those of a register come before it
     */
    RegisterReader(CodedInputStream from, List<Origin> origins) {
        this.from = from;
        this.origins = origins;
    }

    /** Reads the register that begins here, after its tag. */
    void read(PathMap.Builder<List<Write>> into) throws IOException {
        int limit = from.pushLimit(from.readUInt32());
        int field = 0;
        int element = 0;
        int sub = 0;
        long slot = 0;
        var writes = List.<Write>of();
        for (int tag = from.readTag(); tag != 0; tag = from.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case StoredRegister.FIELD_FIELD_NUMBER -> field = from.readUInt32();
                case StoredRegister.ELEMENT_FIELD_NUMBER -> element = from.readUInt32();
                case StoredRegister.SUB_FIELD_NUMBER -> sub = from.readUInt32();
                case StoredRegister.SLOT_FIELD_NUMBER -> slot = from.readUInt64();
                case StoredRegister.WRITES_FIELD_NUMBER -> writes = with(writes, write());
                default -> from.skipField(tag);
            }
        }
        from.popLimit(limit);
        into.put(Path.of(field, element, sub, slot), writes);
    }

    /** Most registers have one write. */
    private static List<Write> with(List<Write> writes, Write next) {
        if (writes.isEmpty()) {
            return List.of(next);
        }
        var more = new ArrayList<>(writes);
        more.add(next);
        return List.copyOf(more);
    }

    private Write write() throws IOException {
        int limit = from.pushLimit(from.readUInt32());
        int origin = 0;
        var value = Value.absent();
        for (int tag = from.readTag(); tag != 0; tag = from.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case StoredWrite.ORIGIN_FIELD_NUMBER -> origin = from.readUInt32();
                case StoredWrite.NUM_FIELD_NUMBER -> value = new Value.Num(from.readSInt64());
                case StoredWrite.TEXT_FIELD_NUMBER -> value = new Value.Text(from.readStringRequireUtf8());
                case StoredWrite.BYTES_FIELD_NUMBER -> value = new Value.Bytes(from.readByteArray());
                default -> from.skipField(tag);
            }
        }
        from.popLimit(limit);
        return new Write(origins.get(origin), value);
    }
}
