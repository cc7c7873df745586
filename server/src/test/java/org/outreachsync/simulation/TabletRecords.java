package org.outreachsync.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Removal;

/**
 * The records of one site as a tablet holds them: what the server sent, and its own acknowledged ops that the server
 * need not echo.
 */
final class TabletRecords {

    /** A record that the tablet holds. */
    static final class Held {
        int type;
        long version;
        /** The place of the batch whose own ops were taken in last; 0 when the server sent it. */
        long promotedTo;

        final Map<String, @Nullable String> shown = new TreeMap<>();
        /** This device's share of counters. */
        final Map<String, @Nullable String> own = new TreeMap<>();

        long share(String counter) {
            return Long.parseLong(own.getOrDefault(counter, "0"));
        }
    }

    final Map<RecordId, Held> held = new TreeMap<>();

    void take(Change change) {
        var id = RecordId.of(change.getRecordId().toByteArray());
        if (change.getRemoved()) {
            held.remove(id);
            return;
        }
        var known = held.get(id);
        if (known != null && known.version > change.getVersion()) {
            return;
        }
        var now = new Held();
        var field = change.getAllFields().keySet().stream()
                .filter(one -> one.getNumber() > 20)
                .findAny()
                .orElseThrow();
        now.type = field.getNumber() - 20;
        now.version = change.getVersion();
        now.shown.putAll(Shape.of(change.getEnvelope(), (Message) change.getField(field)));
        if (change.hasOwnShare()) {
            now.own.putAll(Shape.of(change.getOwnShare().getEnvelope(), Shape.record(change.getOwnShare())));
            now.own.keySet().removeIf(name -> !Shape.isTally(now.type, name));
        }
        held.put(id, now);
    }

    /** Drops what lies in these buckets and did not come with the same answer. */
    void reset(List<Integer> buckets, List<Change> changes) {
        var came = new HashSet<ByteString>();
        changes.forEach(change -> came.add(change.getRecordId()));
        held.keySet()
                .removeIf(id -> buckets.contains(id.bucket()) && !came.contains(ByteString.copyFrom(id.toBytes())));
    }

    /** Takes in an own op of which the server said that nothing came beside it. */
    Held promote(RecordId id, Op op, OpResult result, long seq) {
        var record = held.computeIfAbsent(id, unseen -> new Held());
        record.type = typeOf(op);
        record.version = seq;
        var writes = new HashMap<>(Shape.writes(replaceCode(op, result)));
        if (result.hasOccurredOn() && writes.containsKey("e.occurred_on")) {
            writes.put("e.occurred_on", Integer.toString(result.getOccurredOn()));
        }
        writes.forEach((name, value) -> {
            if (Shape.isTally(record.type, name)) {
                count(record, name, value);
            } else if (value == null) {
                record.shown.remove(name);
                record.shown.keySet().removeIf(other -> Shape.lineOf(other).equals(name));
            } else {
                record.shown.put(name, value);
            }
        });
        record.shown
                .keySet()
                .removeIf(name -> !Shape.lineOf(name).isEmpty() && !record.shown.containsKey(Shape.lineOf(name)));
        return record;
    }

    private static void count(Held record, String name, @Nullable String value) {
        long others = Long.parseLong(record.shown.getOrDefault(name, "0")) - record.share(name);
        if (value == null) {
            record.own.remove(name);
        } else {
            record.own.put(name, value);
        }
        record.shown.put(name, Long.toString(others + record.share(name)));
    }

    static int typeOf(Op op) {
        return op.getAllFields().keySet().stream()
                .mapToInt(field -> field.getNumber() - 20)
                .filter(type -> type > 0)
                .findAny()
                .orElse(0);
    }

    /** The op with the pseudonym that the server gave in place of the client code. */
    private static Op replaceCode(Op op, OpResult result) {
        var field = op.getAllFields().keySet().stream()
                .filter(one -> one.getNumber() > 20)
                .findAny()
                .orElseThrow();
        var record = ((Message) op.getField(field)).toBuilder();
        var type = record.getDescriptorForType();
        var code = type.findFieldByName("uic");
        var key = type.findFieldByName("client_key");
        if (code == null) {
            return op;
        }
        var replaced = op.toBuilder();
        if (!((String) record.getField(code)).isEmpty()) {
            record.clearField(code).setField(key, result.getClientKey());
        }
        for (int at = 0; at < op.getSetsCount(); at++) {
            if (op.getSets(at) == code.getNumber()) {
                replaced.setSets(at, key.getNumber());
            }
        }
        return replaced.setField(field, record.build()).build();
    }

    long stateHash() {
        long sum = 0;
        for (var one : held.entrySet()) {
            sum += one.getKey().convergenceHash(one.getValue().version);
        }
        return sum;
    }

    Long[] bucketHashes() {
        var sums = new Long[256];
        java.util.Arrays.fill(sums, 0L);
        held.forEach((id, one) -> sums[id.bucket()] += id.convergenceHash(one.version));
        return sums;
    }

    static Removal remove(int field, int element) {
        return Removal.newBuilder().setField(field).addElements(element).build();
    }
}
