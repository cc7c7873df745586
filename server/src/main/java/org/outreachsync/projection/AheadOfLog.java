package org.outreachsync.projection;

import java.util.Collection;
import org.outreachsync.log.EventLog;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.StoreException;

/**
 * Notices records that are ahead of their log, as after a restore whose parts are not of one moment. New batches of
 * such a site would be logged and never applied.
 */
public final class AheadOfLog {

    private final EventLog log;
    private final RecordWatermarks watermarks;

    /** Compares this log with these watermarks. */
    public AheadOfLog(EventLog log, RecordWatermarks watermarks) {
        this.log = log;
        this.watermarks = watermarks;
    }

    /**
     * Checks sites.
     *
     * @throws StoreException if the records of one are ahead, with what to do
     */
    public void check(Collection<String> sites) {
        for (var site : sites) {
            // The watermark first: a log only grows.
            long records = watermarks.of(site);
            long tail = log.tail(site);
            if (records > tail) {
                throw new StoreException(
                        "the records of " + site + " are at " + records + ", but its log ends at " + tail
                                + ": the store was put back from copies of different moments. Restore a backup of one moment, or rebuild everything from the logs: ./outreach admin replay",
                        null);
            }
        }
    }
}
