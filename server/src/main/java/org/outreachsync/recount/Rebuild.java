package org.outreachsync.recount;

import java.util.ArrayList;
import java.util.List;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Snapshot;
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

    private static final int AT_ONCE = 1_000;

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
            DERIVED.forEach(table -> remove(snapshot, table));
            remove(snapshot, Tables.WATERMARKS);
        }
    }

    private void remove(Snapshot snapshot, Table table) {
        var ids = new ArrayList<String>();
        snapshot.forEach(table, document -> {
            if (!table.equals(Tables.WATERMARKS) || isOfProjection(document.id())) {
                ids.add(document.id());
            }
            if (ids.size() == AT_ONCE) {
                store.remove(table, ids);
                ids.clear();
            }
        });
        store.remove(table, ids);
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
