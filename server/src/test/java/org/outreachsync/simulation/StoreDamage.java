package org.outreachsync.simulation;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.keys.Sealer;
import org.outreachsync.record.RecordStore;
import org.outreachsync.recount.Damage;
import org.outreachsync.store.DocumentStore;

/** Makes a record, a day or a month wrong in the store, so that only a recount can tell. */
final class StoreDamage {

    private static final int RECORDS_MAX = 1_000;

    private final RandomGenerator random;
    private final Damage damage;
    private final RecordStore records;
    private final CellStore cells;
    private final CellWatermarks watermarks;

    StoreDamage(DocumentStore store, Sealer sealer, RandomGenerator random) {
        this.random = random;
        this.damage = new Damage(store, sealer);
        this.records = new RecordStore(store, sealer, ServerProcess.CONTRACT);
        this.cells = new CellStore(store, sealer, ServerProcess.CATALOGUE.fingerprint());
        this.watermarks = new CellWatermarks(store);
    }

    /** Whether there was something to damage. */
    boolean in(String site) {
        var all = records.versions(site, 0, Long.MAX_VALUE, RECORDS_MAX);
        if (all.isEmpty()) {
            return false;
        }
        if (random.nextInt(4) > 0) {
            return damage.record(site, all.get(random.nextInt(all.size())).id());
        }
        var days = List.copyOf(cells.allDays(site).keySet());
        if (days.isEmpty()) {
            return false;
        }
        long day = days.get(random.nextInt(days.size()));
        long asOf = watermarks.of(ServerProcess.CATALOGUE.fingerprint(), site);
        if (random.nextBoolean()) {
            damage.day(site, day, asOf, new Cell.Builder().build());
        }
        damage.month(site, YearMonth.from(LocalDate.ofEpochDay(day)), asOf, new TreeMap<>());
        return true;
    }
}
