package org.outreachsync.record;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.Map;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordType;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;

/** Finds the client keys in ops of any type of record. */
public final class ClientKeysOfOp {

    private final Contract contract;
    private final RecordMapper mapper;

    /** Finds them by this contract. */
    public ClientKeysOfOp(Contract contract, RecordMapper mapper) {
        this.contract = contract;
        this.mapper = mapper;
    }

    /** All client keys that an applicable op writes, by the name of their field. */
    public Map<String, ByteString> all(LoggedOp op) {
        var keys = new LinkedHashMap<String, ByteString>();
        if (op.hasQuarantined()) {
            return keys;
        }
        var record = mapper.recordOf(op.getOp(), op.getType());
        for (var spec : contract.type(op.getType()).persons()) {
            var key = (ByteString) record.getField(record.getDescriptorForType().findFieldByNumber(spec.number()));
            if (!key.isEmpty()) {
                keys.put(spec.name(), key);
            }
        }
        return keys;
    }

    /** The keys that the server computed from client codes in the op. */
    public Map<String, ByteString> ofCodes(LoggedOp op) {
        var keys = all(op);
        keys.entrySet().removeIf(key -> !isOfCode(op, key.getKey(), key.getValue()));
        return keys;
    }

    /** The keys that the tablet sent. */
    public Map<String, ByteString> sent(LoggedOp op) {
        var keys = all(op);
        keys.entrySet().removeIf(key -> isOfCode(op, key.getKey(), key.getValue()));
        return keys;
    }

    private static boolean isOfCode(LoggedOp op, String field, ByteString key) {
        return field.equals(RecordType.OWN_CLIENT)
                ? op.hasPerson()
                : op.getOtherPersonsList().stream()
                        .anyMatch(other -> other.getClientKey().equals(key));
    }
}
