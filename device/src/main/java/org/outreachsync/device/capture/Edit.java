package org.outreachsync.device.capture;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.outreachsync.model.Path;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.Removal;

/**
 * What a worker changes in a record. Fields present in the message are set; elements and lines present in it are added;
 * everything else stays as it is.
 *
 * @param record a message of the record's type that holds the new values only
 * @param envelope the new values of the envelope only
 * @param cleared numbers of the fields to empty; for a field of the envelope, its number plus {@link Path#ENVELOPE}
 * @param removals elements to remove from sets, and lines to remove, named by their keys
 */
public record Edit(Message record, Envelope envelope, List<Integer> cleared, List<Removal> removals) {

    public Edit {
        cleared = List.copyOf(cleared);
        removals = List.copyOf(removals);
    }

    /** Sets the fields that are present in this message. */
    public static Edit of(Message record) {
        return new Edit(record, Envelope.getDefaultInstance(), List.of(), List.of());
    }

    /** The same, and sets these fields of the envelope. */
    public Edit with(Envelope fields) {
        return new Edit(record, fields, cleared, removals);
    }

    /** The same, and empties these fields. */
    public Edit clear(int... fields) {
        var all = new ArrayList<>(cleared);
        Arrays.stream(fields).forEach(all::add);
        return new Edit(record, envelope, all, removals);
    }

    /** The same, and removes elements from a set, or lines. */
    public Edit remove(int field, int... elements) {
        var removal = Removal.newBuilder().setField(field);
        Arrays.stream(elements).forEach(removal::addElements);
        var all = new ArrayList<>(removals);
        all.add(removal.build());
        return new Edit(record, envelope, cleared, all);
    }

    /** The op, without its record. */
    Op.Builder toOp() {
        // A day that is edited was chosen by the worker.
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_EDIT)
                .addAllRemovals(removals)
                .setDateByHand(envelope.hasOccurredOn());
        if (!envelope.equals(Envelope.getDefaultInstance())) {
            op.setEnvelope(envelope);
        }
        return cleared.isEmpty() ? op : op.addAllSets(sets());
    }

    private SortedSet<Integer> sets() {
        var sets = new TreeSet<>(cleared);
        record.getAllFields().keySet().forEach(field -> sets.add(field.getNumber()));
        envelope.getAllFields().keySet().forEach(field -> sets.add(field.getNumber() + Path.ENVELOPE));
        return sets;
    }
}
