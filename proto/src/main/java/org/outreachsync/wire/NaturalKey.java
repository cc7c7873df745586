package org.outreachsync.wire;

import com.google.protobuf.Message;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.wire.v1.Envelope;

/** The id of a record with a natural key. Tablet and server derive it in the same way. */
public final class NaturalKey {

    private NaturalKey() {}

    /**
     * The id derived from the key fields: their values as text, in the contract's order; numbers are decimal, an empty
     * field is an empty text.
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
     * The id of the record that replaces void ones of the same key. It differs from theirs, so that voided counts are
     * never included.
     *
     * @param first the id of the first record of this key
     * @param voidedBefore how many records of this key are void before it; 0 for the first
     */
    public static RecordId next(RecordType type, RecordId first, int voidedBefore) {
        return voidedBefore == 0
                ? first
                : RecordId.natural(type.number(), "next", first.toString(), Integer.toUnsignedString(voidedBefore));
    }

    /**
     * The id of a tally whose day was wrong and was repaired. It differs from the id of the tally of the true day, so
     * that the two never mix.
     *
     * @param noted the id with the day that the tablet recorded
     * @param bootId the boot during which it was recorded
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
