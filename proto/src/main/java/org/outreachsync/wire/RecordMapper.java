package org.outreachsync.wire;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
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

    private final @Nullable Mapping[] byType;
    private final int[] typesByField;

    /**
     * How records of a type are mapped.
     *
     * @param inOp the field of an op that holds such a record
     * @param inChange the same of a change
     * @param none a record that says nothing
     * @param specs what the contract says about a field, by its number
     * @param record the shape of the record's message
     * @param envelope that of its envelope
     * @param hasTallies whether it has counters that are summed over devices
     */
    private record Mapping(
            RecordType type,
            FieldDescriptor inOp,
            FieldDescriptor inChange,
            Message none,
            IntFunction<FieldSpec> specs,
            Shape record,
            Shape envelope,
            boolean hasTallies) {}

    /** Maps the types of this contract. */
    public RecordMapper(Contract contract) {
        var inOp = WireContract.byType(Op.getDescriptor());
        var inChange = WireContract.byType(Change.getDescriptor());
        this.byType = new @Nullable Mapping[1 + inOp.lastKey()];
        this.typesByField = new int[1 + last(inOp.values())];
        inOp.forEach((number, field) -> {
            byType[number] = mapping(contract.type(number), field, requireNonNull(inChange.get(number)));
            typesByField[field.getNumber()] = number;
        });
    }

    private static int last(Collection<FieldDescriptor> fields) {
        int last = 0;
        for (var field : fields) {
            last = Math.max(last, field.getNumber());
        }
        return last;
    }

    private static Mapping mapping(RecordType type, FieldDescriptor inOp, FieldDescriptor inChange) {
        var specs = specs(type);
        return new Mapping(
                type,
                inOp,
                inChange,
                (Message) Op.getDefaultInstance().getField(inOp),
                specs,
                new Shape(inOp.getMessageType(), specs),
                new Shape(Envelope.getDescriptor(), number -> specs.apply(number + Path.ENVELOPE)),
                type.fields().stream().anyMatch(RecordMapper::isTally));
    }

    private Mapping mapping(int type) {
        var mapping = type > 0 && type < byType.length ? byType[type] : null;
        if (mapping == null) {
            throw new IllegalArgumentException("no record type " + type);
        }
        return mapping;
    }

    /**
     * The number of the record type that an op holds.
     *
     * @return 0 when this version does not know the type
     */
    public int typeOf(Op op) {
        return typesByField[op.getRecordCase().getNumber()];
    }

    /** The number of the record type that a change holds; 0 when this version does not know the type. */
    public int typeOf(Change change) {
        return typesByField[change.getRecordCase().getNumber()];
    }

    /** The record message that an op holds; the default instance if the op has none of this type. */
    public Message recordOf(Op op, int type) {
        var mapping = mapping(type);
        return op.getRecordCase().getNumber() == mapping.inOp().getNumber() ? OpRecords.of(op) : mapping.none();
    }

    /** The same op with another record message. */
    public Op withRecord(Op op, int type, Message record) {
        var other = op.toBuilder();
        setRecord(other, type, record);
        return other.build();
    }

    /** Gives an op another record message. */
    public void setRecord(Op.Builder op, int type, Message record) {
        op.setField(mapping(type).inOp(), record);
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
        var mapping = mapping(type);
        var read = new PathMap.Builder<Value>(REGISTERS_USUAL);
        var flattener = new Flattener(slot, read);
        if (op.getKind() == OpKind.OP_KIND_VOID) {
            flattener.message(op.getEnvelope(), Path.ENVELOPE, mapping.envelope());
            var voiding = mapping.type().path(VOID_REASON);
            return read.build().subMap(voiding, Path.field(voiding.field() + 1));
        }
        flattener.message(recordOf(op, type), 0, mapping.record());
        flattener.message(op.getEnvelope(), Path.ENVELOPE, mapping.envelope());
        if (op.getKind() != OpKind.OP_KIND_EDIT) {
            return read.build();
        }
        var written = new TreeMap<>(read.build());
        narrow(op, mapping.type(), written, slot);
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
            var mapping = mapping(type);
            flattener.message((Message) change.getField(mapping.inChange()), 0, mapping.record());
            flattener.message(change.getEnvelope(), Path.ENVELOPE, mapping.envelope());
        }
        return shown.build();
    }

    /** A change with these registers, with tallies summed. The caller adds id, version and timestamp. */
    public Change.Builder toChange(int type, SortedMap<Path, Value> shown) {
        var mapping = mapping(type);
        var change = Change.newBuilder();
        var assembler = new Assembler(mapping.specs(), shown);
        var envelope = Envelope.newBuilder();
        assembler.envelope(envelope);
        var record = change.newBuilderForField(mapping.inChange());
        assembler.record(record);
        return change.setEnvelope(envelope).setField(mapping.inChange(), record.build());
    }

    /** An op that holds only what one device and epoch have counted in a tally. */
    public Op ownShare(int type, SortedMap<Path, Value> shown, long slot) {
        var own = new PathMap.Builder<Value>(REGISTERS_USUAL);
        shown.forEach((path, value) -> {
            if (path.slot() == slot || isLine(type, path)) {
                own.put(path, value);
            }
        });
        var mapping = mapping(type);
        var op = Op.newBuilder();
        var record = op.newBuilderForField(mapping.inOp());
        new Assembler(mapping.specs(), own.build()).record(record);
        return op.setField(mapping.inOp(), record.build()).build();
    }

    /** Whether records of this type have counters that are summed over devices. */
    public boolean hasTallies(int type) {
        var mapping = type > 0 && type < byType.length ? byType[type] : null;
        return mapping != null && mapping.hasTallies();
    }

    private static boolean isTally(FieldSpec spec) {
        return spec.merge() == MergeRule.TALLY || spec.line().stream().anyMatch(RecordMapper::isTally);
    }

    /** The key of the client whom the record in an op is about; empty for none. */
    public ByteString clientOf(Op op, int type) {
        var recordType = mapping(type).type();
        if (!recordType.has(RecordType.OWN_CLIENT)) {
            return ByteString.EMPTY;
        }
        var record = recordOf(op, type);
        int number = recordType.field(RecordType.OWN_CLIENT).number();
        return (ByteString) record.getField(record.getDescriptorForType().findFieldByNumber(number));
    }

    private boolean isLine(int type, Path path) {
        var spec = mapping(type).type().fieldByNumber(path.field());
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
}
