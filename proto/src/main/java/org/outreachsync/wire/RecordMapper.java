package org.outreachsync.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.outreachsync.model.Contract;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.MergeRule;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/**
 * Maps records between messages and the registers of the model. It is driven by the contract and knows no record type
 * by name.
 */
public final class RecordMapper {

    private static final String VOID_REASON = "void_reason";
    private static final int REGISTERS_USUAL = 24;

    private final Contract contract;
    private final Map<Integer, FieldDescriptor> inOp;
    private final Map<Integer, FieldDescriptor> inChange;
    private final Map<Integer, Integer> typesByField;
    private final Set<Integer> tallies;

    /** Maps the types of this contract. */
    public RecordMapper(Contract contract) {
        this.contract = contract;
        this.inOp = WireContract.byType(Op.getDescriptor());
        this.inChange = WireContract.byType(Change.getDescriptor());
        this.tallies = contract.types().stream()
                .filter(type -> type.fields().stream().anyMatch(RecordMapper::isTally))
                .map(RecordType::number)
                .collect(Collectors.toSet());
        this.typesByField = inOp.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getValue().getNumber(), Map.Entry::getKey));
    }

    /**
     * The number of the record type that an op holds.
     *
     * @return 0 when this version does not know the type
     */
    public int typeOf(Op op) {
        return typesByField.getOrDefault(op.getRecordCase().getNumber(), 0);
    }

    /** The number of the record type that a change holds; 0 when this version does not know the type. */
    public int typeOf(Change change) {
        return typesByField.getOrDefault(change.getRecordCase().getNumber(), 0);
    }

    /** The record message that an op holds; the default instance if the op has none of this type. */
    public Message recordOf(Op op, int type) {
        return (Message) op.getField(field(inOp, type));
    }

    /** The same op with another record message. */
    public Op withRecord(Op op, int type, Message record) {
        var other = op.toBuilder();
        setRecord(other, type, record);
        return other.build();
    }

    /** Gives an op another record message. */
    public void setRecord(Op.Builder op, int type, Message record) {
        op.setField(field(inOp, type), record);
    }

    /**
     * The registers that an op writes.
     *
     * @param op its record of the given type, and its envelope with the batch's defaults filled in
     * @param type the number of the record's type, from the op or from the existing record
     * @param senders the device and epoch that sent it, see {@link Path#slot}; its counts go there, unless the op
     *     continues another epoch's count
     * @return the registers; {@link Value#absent} for those that it clears or removes
     * @throws RecordFormatException when two lines have the same key
     */
    public SortedMap<Path, Value> flatten(Op op, int type, long senders) throws RecordFormatException {
        long slot = op.getCountsEpoch() == 0 ? senders : Path.slotInEpoch(senders, op.getCountsEpoch());
        var recordType = contract.type(type);
        var read = new PathMap.Builder<Value>(REGISTERS_USUAL);
        var flattener = new Flattener(slot, read);
        if (op.getKind() == OpKind.OP_KIND_VOID) {
            flattener.message(op.getEnvelope(), Path.ENVELOPE, specs(recordType));
            var voiding = recordType.path(VOID_REASON);
            return read.build().subMap(voiding, Path.field(voiding.field() + 1));
        }
        flattener.message(recordOf(op, type), 0, specs(recordType));
        flattener.message(op.getEnvelope(), Path.ENVELOPE, specs(recordType));
        if (op.getKind() != OpKind.OP_KIND_EDIT) {
            return read.build();
        }
        var written = new TreeMap<>(read.build());
        narrow(op, recordType, written, slot);
        return written;
    }

    private static void narrow(Op op, RecordType type, SortedMap<Path, Value> written, long slot) {
        var sets = op.getSetsList();
        if (!sets.isEmpty()) {
            written.keySet().removeIf(path -> !sets.contains(path.named()));
            for (int number : sets) {
                var spec = type.fieldByNumber(number);
                if (spec != null && !spec.repeated()) {
                    written.putIfAbsent(
                            Path.field(number).inSlot(spec.merge() == MergeRule.TALLY ? slot : 0), Value.absent());
                }
            }
        }
        for (var removal : op.getRemovalsList()) {
            removal.getElementsList()
                    .forEach(element -> remove(type, Path.element(removal.getField(), element), written, slot));
        }
    }

    /** Removes all registers of a line, so that none of them reappears with a later line of the same key. */
    private static void remove(RecordType type, Path element, SortedMap<Path, Value> written, long slot) {
        written.put(element, Value.absent());
        var spec = type.fieldByNumber(element.field());
        if (spec == null) {
            return;
        }
        for (var part : spec.line()) {
            if (!part.lineKey()) {
                var path = Path.line(element.field(), element.element(), part.number());
                written.put(path.inSlot(part.merge() == MergeRule.TALLY ? slot : 0), Value.absent());
            }
        }
    }

    /**
     * The registers of a change. Tallies are summed, in slot 0.
     *
     * @throws RecordFormatException when two lines have the same key
     */
    public SortedMap<Path, Value> flatten(Change change) throws RecordFormatException {
        var shown = new PathMap.Builder<Value>(REGISTERS_USUAL);
        int type = typeOf(change);
        if (type != 0) {
            var flattener = new Flattener(0, shown);
            flattener.message((Message) change.getField(field(inChange, type)), 0, specs(contract.type(type)));
            flattener.message(change.getEnvelope(), Path.ENVELOPE, specs(contract.type(type)));
        }
        return shown.build();
    }

    /** A change with these registers, with tallies summed. The caller adds id, version and timestamp. */
    public Change.Builder toChange(int type, SortedMap<Path, Value> shown) {
        var change = Change.newBuilder();
        var assembler = new Assembler(specs(contract.type(type)), shown);
        var envelope = Envelope.newBuilder();
        assembler.envelope(envelope);
        var record = change.newBuilderForField(field(inChange, type));
        assembler.record(record);
        return change.setEnvelope(envelope).setField(field(inChange, type), record.build());
    }

    /** An op that holds only what one device and epoch have counted in a tally. */
    public Op ownShare(int type, SortedMap<Path, Value> shown, long slot) {
        var own = new PathMap.Builder<Value>(REGISTERS_USUAL);
        shown.forEach((path, value) -> {
            if (path.slot() == slot || isLine(type, path)) {
                own.put(path, value);
            }
        });
        var op = Op.newBuilder();
        var record = op.newBuilderForField(field(inOp, type));
        new Assembler(specs(contract.type(type)), own.build()).record(record);
        return op.setField(field(inOp, type), record.build()).build();
    }

    /** Whether records of this type have counters that are summed over devices. */
    public boolean hasTallies(int type) {
        return tallies.contains(type);
    }

    private static boolean isTally(FieldSpec spec) {
        return spec.merge() == MergeRule.TALLY || spec.line().stream().anyMatch(RecordMapper::isTally);
    }

    /** The key of the client whom the record in an op is about; empty for none. */
    public ByteString clientOf(Op op, int type) {
        var recordType = contract.type(type);
        if (!recordType.has(RecordType.OWN_CLIENT)) {
            return ByteString.EMPTY;
        }
        var record = recordOf(op, type);
        int number = recordType.field(RecordType.OWN_CLIENT).number();
        return (ByteString) record.getField(record.getDescriptorForType().findFieldByNumber(number));
    }

    private boolean isLine(int type, Path path) {
        var spec = contract.type(type).fieldByNumber(path.field());
        return spec != null && spec.kind() == ValueKind.LINES && path.sub() == 0;
    }

    private static IntFunction<FieldSpec> specs(RecordType type) {
        return number -> {
            var spec = type.fieldByNumber(number);
            if (spec == null) {
                throw new IllegalStateException("the contract of " + type + " lacks field " + number);
            }
            return spec;
        };
    }

    private static FieldDescriptor field(Map<Integer, FieldDescriptor> fields, int type) {
        var field = fields.get(type);
        if (field == null) {
            throw new IllegalArgumentException("no record type " + type);
        }
        return field;
    }
}
