package org.outreachsync.sync;

import org.outreachsync.identity.Device;

/** Counts the batches that tablets hand in although they, or the site, are not served any more. */
@FunctionalInterface
public interface LateBatches {

    /**
     * Counts a batch that is about to be written into the log.
     *
     * @return false, and nothing is counted, if the tablet has handed in as many as it may
     */
    boolean count(Device device);
}
