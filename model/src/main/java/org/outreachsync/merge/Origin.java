package org.outreachsync.merge;

import java.util.Comparator;

/**
 * Where a write comes from, and what its writer had before the eyes.
 *
 * @param hlc the effective stamp, see {@link org.outreachsync.model.Hlc}
 * @param deviceNo the device; 0 for a decision made on the server
 * @param epoch the device's epoch
 * @param opNo the number of the op in (device, epoch, site)
 * @param seq the sequence number of its batch in the log of the site
 * @param baseSeq the version of the record that the writer had received; 0 for none
 */
public record Origin(long hlc, long deviceNo, int epoch, long opNo, long seq, long baseSeq)
        implements Comparable<Origin> {

    private static final Comparator<Origin> BY_STAMP = Comparator.comparingLong(Origin::hlc)
            .thenComparingLong(Origin::deviceNo)
            .thenComparingInt(Origin::epoch)
            .thenComparingLong(Origin::opNo);

    /**
     * Whether the writer of this knew the other write: it was in the version before the eyes, or it was the writer's
     * own. A sequence number in the log says so exactly; a time would not, since a tablet that was offline may write an
     * earlier stamp into the log later.
     */
    public boolean saw(Origin other) {
        if (deviceNo == other.deviceNo && epoch == other.epoch) {
            return opNo > other.opNo;
        }
        return other.seq <= baseSeq;
    }

    /** By stamp; ties fall to the device number, then to the device's own order. */
    @Override
    public int compareTo(Origin other) {
        return BY_STAMP.compare(this, other);
    }
}
