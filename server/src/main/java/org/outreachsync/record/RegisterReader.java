package org.outreachsync.record;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
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

    private static final int FIELD = (StoredRegister.FIELD_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int ELEMENT = (StoredRegister.ELEMENT_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int SUB = (StoredRegister.SUB_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int SLOT = (StoredRegister.SLOT_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int WRITES = (StoredRegister.WRITES_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int ORIGIN = (StoredWrite.ORIGIN_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int NUM = (StoredWrite.NUM_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;
    private static final int TEXT = (StoredWrite.TEXT_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int BYTES = (StoredWrite.BYTES_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int ABSENT = (StoredWrite.ABSENT_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_VARINT;

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
            switch (tag) {
                case FIELD -> field = from.readUInt32();
                case ELEMENT -> element = from.readUInt32();
                case SUB -> sub = from.readUInt32();
                case SLOT -> slot = from.readUInt64();
                case WRITES -> writes = with(writes, write());
                default -> skip(tag, from);
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
            switch (tag) {
                case ORIGIN -> origin = from.readUInt32();
                case NUM -> value = new Value.Num(from.readSInt64());
                case TEXT -> value = new Value.Text(from.readStringRequireUtf8());
                case BYTES -> value = new Value.Bytes(from.readByteArray());
                case ABSENT -> {
                    from.readBool();
                    value = Value.absent();
                }
                default -> skip(tag, from);
            }
        }
        from.popLimit(limit);
        if (origin < 0 || origin >= origins.size()) {
            throw new InvalidProtocolBufferException("a write names an origin that is not there");
        }
        return new Write(origins.get(origin), value);
    }

    /** Passes over a field of a later version. */
    static void skip(int tag, CodedInputStream from) throws IOException {
        if (!from.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that did not begin");
        }
    }
}
