package org.outreachsync.device.sync;

import java.util.List;

/**
 * How a sync ended.
 *
 * @param outcome complete if nothing waits on either side
 * @param reason why it is not complete
 * @param detail for the log, without any content of a record
 * @param opsRemaining ops that the server has not acknowledged
 * @param sitesBehind sites with more to send or to receive
 * @param roundTrips how many requests were sent
 * @param waitMillis how long to wait before the next sync
 */
public record SyncReport(
        Outcome outcome,
        SyncReason reason,
        String detail,
        int opsRemaining,
        List<String> sitesBehind,
        int roundTrips,
        long waitMillis) {

    /** Whether all is done. */
    public enum Outcome {
        /** Every captured op is durable on the server, and every record of the server is on the tablet. */
        COMPLETE,
        /** Something remains. */
        PARTIAL
    }

    public SyncReport {
        sitesBehind = List.copyOf(sitesBehind);
    }

    /** Whether all is done. */
    public boolean isComplete() {
        return outcome == Outcome.COMPLETE;
    }
}
