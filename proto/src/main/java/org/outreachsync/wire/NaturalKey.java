package org.outreachsync.wire;

import com.google.protobuf.Message;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.wire.v1.Envelope;

/** The id of a record whose identity is what it describes. The tablet and the server derive it alike. */
public final class NaturalKey {

    private NaturalKey() {}

    /**
     * The id that the key fields give: their values as text, numbers in decimal, in the contract's order; an unfilled
     * field is empty.
     *
     * @param type a type with a natural key
     * @param record the record
     * @param envelope its envelope, complete
     */
    public static RecordId of(RecordType type, Message record, Envelope envelope) {
        var parts = type.naturalKey().stream()
                .map(name -> text(name, record, envelope))
                .toArray(String[]::new);
        return RecordId.natural(type.number(), parts);
    }

    /**
     * The id of the record that takes the place of void ones: of its own, so that what was voided is never counted with
     * it.
     *
     * @param first the id of the first record of this key
     * @param voidedBefore how many of this key were void before it; 0 for the first itself
     */
    public static RecordId next(RecordType type, RecordId first, int voidedBefore) {
        return voidedBefore == 0
                ? first
                : RecordId.natural(type.number(), "next", first.toString(), Integer.toUnsignedString(voidedBefore));
    }

    /**
     * The id of a record whose day was found wrong and repaired: of its own, so that it never meets the record of the
     * true day.
     *
     * @param noted the id after the day that was noted
     * @param bootId the boot during which it was noted
     */
    public static RecordId refiled(RecordType type, RecordId noted, long bootId) {
        return RecordId.natural(type.number(), "refiled", noted.toString(), Long.toUnsignedString(bootId));
    }

    private static String text(String name, Message record, Envelope envelope) {
        var inRecord = record.getDescriptorForType().findFieldByName(name);
        var holder = inRecord == null ? envelope : record;
        var field = inRecord == null ? Envelope.getDescriptor().findFieldByName(name) : inRecord;
        if (field == null) {
            throw new IllegalArgumentException("no field " + name);
        }
        return holder.hasField(field) ? holder.getField(field).toString() : "";
    }
}
