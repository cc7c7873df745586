package org.outreachsync.projection;

import java.util.Collection;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.StoreException;

/**
 * Notices what is ahead of the log that it is derived from, as after a restore whose parts are not of one moment. New
 * batches of such a site would be logged and never applied, or never counted.
 */
public final class AheadOfLog {

    private final EventLog log;
    private final RecordStore records;
    private final CellStore cells;
    private final CellWatermarks marks;
    private final String fingerprint;

    /**
     * Compares this log with what is derived from it.
     *
     * @param fingerprint of the catalogue by which the cells are counted
     */
    public AheadOfLog(EventLog log, RecordStore records, CellStore cells, CellWatermarks marks, String fingerprint) {
        this.log = log;
        this.records = records;
        this.cells = cells;
        this.marks = marks;
        this.fingerprint = fingerprint;
    }

    /**
     * Checks sites.
     *
     * @throws StoreException if something of one is ahead, with what to do
     */
    public void check(Collection<String> sites) {
        marks.of(fingerprint, sites).marks().forEach((site, marked) -> {
            long applied = Math.max(marked.records(), records.newest(site));
            long counted = Math.max(marked.reach(), cells.newest(site));
            // The log last: it only grows.
            long tail = log.tail(site);
            check("the records of " + site, applied, tail);
            check("the figures of " + site, counted, tail);
        });
    }

    private static void check(String what, long at, long tail) {
        if (at > tail) {
            throw new StoreException(
                    what + " are at " + at + ", but the log ends at " + tail + ": " + LogGeneration.OTHER_MOMENTS,
                    null);
        }
    }
}
