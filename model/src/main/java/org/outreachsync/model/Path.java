package org.outreachsync.model;

/**
 * The address of one register of a record. A register is the smallest unit that is written and merged.
 *
 * @param field the number of the field; for a field of the envelope, its number plus {@link #ENVELOPE}
 * @param element the code of a set's element or a line's key; 0 for a plain field
 * @param sub the field of a line; 0 for the line or element itself
 * @param slot the device and epoch that counted in a tally, see {@link #slot}; 0 otherwise
 */
public record Path(int field, int element, int sub, long slot) implements Comparable<Path> {

    /** Added to the number of a field of the envelope. */
    public static final int ENVELOPE = 1000;

    /** The site of a record, in its envelope. */
    public static final int SITE = ENVELOPE + 1;

    /** The funding source of a record, in its envelope. */
    public static final int PROJECT = ENVELOPE + 2;

    /** The day that a record is filed under, in its envelope. */
    public static final int OCCURRED_ON = ENVELOPE + 5;

    /** Added to the number of an unknown field of a record, if the number would collide with those of the envelope. */
    public static final int BEYOND = 1 << 30;

    private static final int EPOCH_BITS = 16;
    private static final Path[] PLAIN = new Path[ENVELOPE + 64];

    static {
        for (int field = 0; field < PLAIN.length; field++) {
            PLAIN[field] = new Path(field, 0, 0, 0);
        }
    }

    /** A plain field. */
    public static Path field(int field) {
        return field >= 0 && field < PLAIN.length ? PLAIN[field] : new Path(field, 0, 0, 0);
    }

    /** A plain field of a record, known or not, by its number in the message. */
    public static Path recordField(int number) {
        return field(number < ENVELOPE ? number : number + BEYOND);
    }

    /** The number of the field in {@code Op.sets} and {@code Removal.field}. */
    public int named() {
        return field < BEYOND ? field : field - BEYOND;
    }

    /** An element of a set, or a line itself. */
    public static Path element(int field, int element) {
        return new Path(field, element, 0, 0);
    }

    /** A field of a line. */
    public static Path line(int field, int element, int sub) {
        return new Path(field, element, sub, 0);
    }

    /** The same register in another tally slot. */
    public Path inSlot(long slot) {
        return new Path(field, element, sub, slot);
    }

    /** The tally slot of a device and epoch. */
    public static long slot(long deviceNo, int epoch) {
        return (deviceNo << EPOCH_BITS) | epoch;
    }

    /** The tally slot of the same device in another epoch. */
    public static long slotInEpoch(long slot, int epoch) {
        return slot(slot >>> EPOCH_BITS, epoch);
    }

    /** The register of these numbers. */
    public static Path of(int field, int element, int sub, long slot) {
        return element == 0 && sub == 0 && slot == 0 ? field(field) : new Path(field, element, sub, slot);
    }

    @Override
    public int compareTo(Path other) {
        if (field != other.field) {
            return Integer.compare(field, other.field);
        } else if (element != other.element) {
            return Integer.compareUnsigned(element, other.element);
        } else if (sub != other.sub) {
            return Integer.compare(sub, other.sub);
        }
        return Long.compareUnsigned(slot, other.slot);
    }
}
