package org.outreachsync.record;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * The client keys that an op writes.
     *
     * @param ofCodes those that the server computed from client codes in the op
     * @param sent those that the tablet sent
     */
    public record Named(List<ByteString> ofCodes, List<ByteString> sent) {}

    /** The client keys that an applicable op writes, by where they come from. */
    public Named named(LoggedOp op) {
        var named = new Named(new ArrayList<>(), new ArrayList<>());
        all(op).forEach((field, key) -> (isOfCode(op, field, key) ? named.ofCodes() : named.sent()).add(key));
        return named;
    }

    private static boolean isOfCode(LoggedOp op, String field, ByteString key) {
        return field.equals(RecordType.OWN_CLIENT)
                ? op.hasPerson()
                : op.getOtherPersonsList().stream()
                        .anyMatch(other -> other.getClientKey().equals(key));
    }
}
