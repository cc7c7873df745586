package org.outreachsync.model;

import java.util.Comparator;

/**
 * Names one register of a record: the smallest thing that is written and merged by itself.
 *
 * @param field the number of the field; fields of the envelope are their number plus {@link #ENVELOPE}
 * @param element the code of a set's element or a line's key; 0 for a plain field
 * @param sub the field of a line; 0 for the line or element as such
 * @param slot the device and epoch that count in a tally, see {@link #slot}; 0 otherwise
 */
public record Path(int field, int element, int sub, long slot) implements Comparable<Path> {

    /** Added to the number of a field of the envelope. */
    public static final int ENVELOPE = 1000;

    private static final Comparator<Path> ORDER = Comparator.comparingInt((Path path) -> path.field())
            .thenComparing(path -> path.element(), Integer::compareUnsigned)
            .thenComparingInt(path -> path.sub())
            .thenComparing(path -> path.slot(), Long::compareUnsigned);

    /** A plain field. */
    public static Path field(int field) {
        return new Path(field, 0, 0, 0);
    }

    /** An element of a set, or a line as such. */
    public static Path element(int field, int element) {
        return new Path(field, element, 0, 0);
    }

    /** A field of a line. */
    public static Path line(int field, int element, int sub) {
        return new Path(field, element, sub, 0);
    }

    /** The same register, for the counter of one device. */
    public Path inSlot(long slot) {
        return new Path(field, element, sub, slot);
    }

    /** The tally slot of a device and epoch. */
    public static long slot(long deviceNo, int epoch) {
        return (deviceNo << 16) | epoch;
    }

    @Override
    public int compareTo(Path other) {
        return ORDER.compare(this, other);
    }
}
