package org.outreachsync.recount;

import java.util.List;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Removal;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/**
 * Throws away everything that is derived from the logs and derives it again. No server may use the store meanwhile. The
 * numbers of persons stay.
 */
public final class Rebuild {

    /** All tables whose documents are derived from the log alone. */
    private static final List<Table> DERIVED = List.of(
            Tables.RECORD_PAGES,
            Tables.RECORD_HEADS,
            Tables.RECORD_DAYS,
            Tables.REVIEWS,
            Tables.QUARANTINE,
            Tables.SITE_PERSONS,
            Tables.CELLS,
            Tables.MONTHS);

    private final DocumentStore store;
    private final RecordProjector records;
    private final CellProjector cells;

    /** Rebuilds by these projections, which have not read anything of the store yet. */
    public Rebuild(DocumentStore store, RecordProjector records, CellProjector cells) {
        this.store = store;
        this.records = records;
        this.cells = cells;
    }

    /** Deletes what is derived. The watermarks go last, so that a run that broke off begins again. */
    public void forget() {
        try (var snapshot = store.snapshot()) {
            DERIVED.forEach(table -> Removal.of(store, snapshot, table, _ -> true));
            Removal.of(store, snapshot, Tables.WATERMARKS, Rebuild::isOfProjection);
        }
    }

    private static boolean isOfProjection(String watermark) {
        return RecordWatermarks.siteOf(watermark) != null
                || RecordWatermarks.isEarlier(watermark)
                || CellWatermarks.isOfSite(watermark);
    }

    /**
     * Derives a site again.
     *
     * @return the seq up to which its log was applied and counted
     */
    public long derive(String site) {
        records.catchUp(site);
        return cells.catchUp(site);
    }
}
