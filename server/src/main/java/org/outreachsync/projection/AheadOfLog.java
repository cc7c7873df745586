package org.outreachsync.projection;

import java.util.Collection;
import java.util.List;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.StoreException;

/**
 * Notices what is ahead of the log that it is derived from, as after a restore whose parts are not of one moment. New
 * batches of such a site would be logged and never applied, or never counted.
 */
public final class AheadOfLog {

    private final EventLog log;
    private final RecordStore records;
    private final RecordWatermarks recordMarks;
    private final CellStore cells;
    private final CellWatermarks cellMarks;
    private final String fingerprint;

    /**
     * Compares this log with what is derived from it.
     *
     * @param fingerprint of the catalogue by which the cells are counted
     */
    public AheadOfLog(
            EventLog log,
            RecordStore records,
            RecordWatermarks recordMarks,
            CellStore cells,
            CellWatermarks cellMarks,
            String fingerprint) {
        this.log = log;
        this.records = records;
        this.recordMarks = recordMarks;
        this.cells = cells;
        this.cellMarks = cellMarks;
        this.fingerprint = fingerprint;
    }

    /**
     * Checks sites.
     *
     * @throws StoreException if something of one is ahead, with what to do
     */
    public void check(Collection<String> sites) {
        for (var site : sites) {
            // The log last: it only grows.
            long applied = Math.max(recordMarks.of(site), records.newest(site));
            long counted = Math.max(reach(site), cells.newest(site));
            long tail = log.tail(site);
            check("the records of " + site, applied, tail);
            check("the figures of " + site, counted, tail);
        }
    }

    private long reach(String site) {
        var marks = cellMarks.of(fingerprint, List.of(site)).marks().get(site);
        return marks == null ? 0 : marks.reach();
    }

    private static void check(String what, long at, long tail) {
        if (at > tail) {
            throw new StoreException(
                    what + " are at " + at + ", but the log ends at " + tail + ": " + LogGeneration.OTHER_MOMENTS,
                    null);
        }
    }
}
