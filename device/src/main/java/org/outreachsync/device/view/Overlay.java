package org.outreachsync.device.view;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Op;

/**
 * Applies ops to records, register by register. In a tally, this device's count has its own slot and the counts of all
 * others are in slot 0, so that a new count of this device replaces only its own.
 */
public final class Overlay {

    private final Contract contract;
    private final RecordMapper mapper;

    /** Applies ops to records of this contract. */
    public Overlay(Contract contract) {
        this.contract = contract;
        this.mapper = new RecordMapper(contract);
    }

    /** The number of the type of a record; 0 for a type that this version does not know. */
    public int typeOf(Change change) {
        return mapper.typeOf(change);
    }

    /**
     * The registers of a record as the server last sent it.
     *
     * @param base the record, or null for one that the server does not know yet
     * @param slot the device and epoch of this tablet, see {@link Path#slot}
     */
    public SortedMap<Path, Value> registers(@Nullable Change base, int type, long slot) {
        if (base == null || mapper.typeOf(base) == 0) {
            return new TreeMap<>();
        }
        try {
            var registers = new TreeMap<>(mapper.flatten(base));
            if (base.hasOwnShare()) {
                mapper.flatten(base.getOwnShare(), type, slot).forEach((path, own) -> {
                    if (path.slot() == slot && slot != 0) {
                        var others = path.inSlot(0);
                        long sum =
                                registers.getOrDefault(others, Value.absent()).asLong(0);
                        registers.put(others, new Value.Num(Math.max(0, sum - own.asLong(0))));
                        registers.put(path, own);
                    }
                });
            }
            return registers;
        } catch (RecordFormatException failure) {
            throw new IllegalStateException("the server sent a record with two lines that have the same key", failure);
        }
    }

    /** Applies one op to registers. */
    public void lay(LocalOp op, SortedMap<Path, Value> registers, long slot) {
        var written = written(op.op(), op.type(), slot);
        for (var spec : contract.type(op.type()).fields()) {
            var keyField = spec.keyField();
            if (spec.kind() == ValueKind.CLIENT_CODE
                    && keyField != null
                    && written.containsKey(Path.field(spec.number()))) {
                registers.remove(contract.type(op.type()).path(keyField));
            }
        }
        registers.putAll(written);
    }

    /** What an op of this tablet writes. */
    private SortedMap<Path, Value> written(Op op, int type, long slot) {
        try {
            return mapper.flatten(op, type, slot);
        } catch (RecordFormatException failure) {
            throw new IllegalStateException("an op was captured that cannot be read", failure);
        }
    }

    /**
     * The record with these registers as a message.
     *
     * @param version its version; 0 when unknown
     * @param slot the device and epoch whose counts are kept apart in a tally
     */
    public Change toChange(RecordId id, int type, long version, long hlc, SortedMap<Path, Value> registers, long slot) {
        var change = mapper.toChange(type, registers)
                .setRecordId(ByteString.copyFrom(id.toBytes()))
                .setVersion(version)
                .setHlc(hlc);
        if (mapper.hasTallies(type)) {
            change.setOwnShare(mapper.ownShare(type, registers, slot));
        }
        return change.build();
    }

    /** A tally as the server last sent it, without the counts of one device and epoch. */
    public Change withoutShare(Change tally, long slot) {
        int type = mapper.typeOf(tally);
        var others = registers(tally, type, slot);
        others.keySet().removeIf(path -> path.slot() != 0);
        return mapper.toChange(type, others)
                .setRecordId(tally.getRecordId())
                .setVersion(tally.getVersion())
                .setHlc(tally.getHlc())
                .build();
    }

    /** Whether records of this type are tallies. */
    public boolean hasTallies(int type) {
        return mapper.hasTallies(type);
    }

    /**
     * What this device and epoch have counted in a tally after an op, with the timestamp of the op. It carries a boot
     * id if the share ends with that boot.
     *
     * @param before what they had counted before; null for nothing
     */
    public Op ownShare(@Nullable Op before, Op op, int type, long slot) {
        var registers = before == null ? new TreeMap<Path, Value>() : new TreeMap<>(written(before, type, slot));
        registers.putAll(written(op, type, slot));
        var share = mapper.ownShare(type, registers, slot).toBuilder().setHlc(op.getHlc());
        if (before != null && before.hasBootId()) {
            share.setBootId(before.getBootId());
        }
        return share.build();
    }

    /** An op with the counts of a share added to its own. */
    public Op countsAdded(Op op, int type, Op share, long slot) {
        var registers = new TreeMap<>(written(op, type, slot));
        written(share, type, slot).forEach((path, before) -> {
            if (path.slot() == slot) {
                registers.merge(path, before, (own, more) -> new Value.Num(own.asLong(0) + more.asLong(0)));
            } else {
                registers.putIfAbsent(path, before);
            }
        });
        return mapper.withRecord(
                op, type, record(mapper.toChange(type, registers).build(), mapper.recordOf(op, type)));
    }

    /**
     * An op that adds the same counts to another share.
     *
     * @param before what this device had counted when the op was captured; null for nothing
     * @param share the share to add to instead; null for nothing
     */
    public Op countedOn(Op op, int type, @Nullable Op before, @Nullable Op share, long slot) {
        var registers = new TreeMap<>(written(op, type, slot));
        var old = before == null ? new TreeMap<Path, Value>() : written(before, type, slot);
        var other = share == null ? new TreeMap<Path, Value>() : written(share, type, slot);
        registers.replaceAll((path, count) -> path.slot() == slot
                ? new Value.Num(Math.max(0, count.asLong(0) - number(old, path) + number(other, path)))
                : count);
        return mapper.withRecord(
                op, type, record(mapper.toChange(type, registers).build(), mapper.recordOf(op, type)));
    }

    private static long number(SortedMap<Path, Value> registers, Path path) {
        return registers.getOrDefault(path, Value.absent()).asLong(0);
    }

    private static Message record(Change change, Message sample) {
        for (var value : change.getAllFields().values()) {
            if (value instanceof Message message && message.getDescriptorForType() == sample.getDescriptorForType()) {
                return message;
            }
        }
        return sample.getDefaultInstanceForType();
    }
}
