package org.outreachsync.merge;

import java.util.Comparator;

/**
 * Where a write comes from, and which version its writer had seen.
 *
 * @param hlc the effective timestamp, see {@link org.outreachsync.model.Hlc}
 * @param deviceNo the device; 0 for a decision made on the server
 * @param epoch the device's epoch
 * @param opNo the number of the op within (device, epoch, site)
 * @param seq the {@code seq} of its batch in the log of the site
 * @param baseSeq the version of the record that the writer had received; 0 for none
 */
public record Origin(long hlc, long deviceNo, int epoch, long opNo, long seq, long baseSeq)
        implements Comparable<Origin> {

    private static final Comparator<Origin> BY_STAMP = Comparator.comparingLong(Origin::hlc)
            .thenComparingLong(Origin::deviceNo)
            .thenComparingInt(Origin::epoch)
            .thenComparingLong(Origin::opNo);

    /**
     * Whether the writer had seen the other write: it was part of the version that the writer had received, or it was
     * the writer's own. The {@code seq} in the log decides this exactly. A timestamp could not, since a tablet that was
     * offline may add an earlier timestamp to the log later.
     */
    public boolean saw(Origin other) {
        if (deviceNo == other.deviceNo && epoch == other.epoch) {
            return opNo > other.opNo;
        }
        return other.seq <= baseSeq;
    }

    /** Orders by timestamp, then by device number, then by the device's own order. */
    @Override
    public int compareTo(Origin other) {
        return BY_STAMP.compare(this, other);
    }
}
