package org.outreachsync.recount;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.keys.Sealer;
import org.outreachsync.merge.RecordState;
import org.outreachsync.merge.Write;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;
import org.outreachsync.record.PageDamage;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.WireContract;

/** Makes what a store keeps wrong, at the version that it has, as a fault in the code or in the store would. */
public final class Damage {

    private final DocumentStore store;
    private final Sealer sealer;
    private final CellStore cells;

    /** Damages this store. */
    public Damage(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
        this.cells = new CellStore(store, sealer, CountingRig.CATALOGUE.fingerprint());
    }

    /** Keeps another cell of a day. */
    public void day(String site, long day, long asOf, Cell cell) {
        store.remove(
                Tables.CELLS,
                store.get(Tables.CELLS, List.of(CountingRig.CATALOGUE.fingerprint() + "/" + site + "/" + day)));
        cells.write(List.of(cells.writeOfDays(site, asOf, new TreeMap<>(Map.of(day, cell)))));
    }

    /** Keeps another month. */
    public void month(String site, YearMonth month, long asOf, SortedMap<Long, Cell> days) {
        store.remove(
                Tables.MONTHS,
                store.get(Tables.MONTHS, List.of(CountingRig.CATALOGUE.fingerprint() + "/" + site + "/" + month)));
        cells.write(List.of(cells.writeOfMonth(site, month, asOf, days)));
    }

    /**
     * Adds 1 to each number of a record that merges as a plain value, and leaves alone what decides about later ops;
     * false when it has none.
     */
    public boolean record(String site, RecordId id) {
        var records = new RecordStore(store, sealer, WireContract.contract());
        var entry = records.load(site, List.of(id)).get(id);
        if (entry == null) {
            return false;
        }
        var type = WireContract.contract().type(entry.state().type());
        var registers = new TreeMap<>(entry.state().registers());
        boolean isChanged = false;
        for (var register : entry.state().registers().entrySet()) {
            var path = register.getKey();
            if (path.sub() == 0
                    || type.naturalKey().stream()
                            .anyMatch(name -> type.path(name).equals(path))) {
                continue;
            }
            registers.put(
                    path,
                    register.getValue().stream()
                            .map(write -> write.value() instanceof Value.Num num
                                    ? new Write(write.origin(), new Value.Num(num.value() + 1))
                                    : write)
                            .toList());
            isChanged = true;
        }
        var state = entry.state();
        var wrong = new RecordState(id, state.type(), state.version(), registers, state.days());
        var damaged = new RecordEntry(
                site,
                wrong,
                entry.previousVersion(),
                entry.clean(),
                entry.event(),
                entry.sameEvents(),
                entry.receivedOn(),
                entry.createdBy(),
                entry.contest());
        PageDamage.replace(store, sealer, damaged);
        return isChanged;
    }
}
