package org.outreachsync.device.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.v1.Change;

/** Shows records as the server last sent them, with the tablet's unsent ops applied in the order of capture. */
public final class LocalView {

    private final DeviceStore store;
    private final Contract contract;
    private final Overlay overlay;
    private final Withheld withheld;

    /**
     * Shows what is in the store.
     *
     * @param codes supplies the current code lists
     */
    public LocalView(DeviceStore store, Contract contract, Supplier<CodeLists> codes) {
        this.store = store;
        this.contract = contract;
        this.overlay = new Overlay(contract);
        this.withheld = new Withheld(codes);
    }

    /** The record, or nothing when the tablet does not hold it. */
    public Optional<LocalRecord> record(String site, RecordId id) {
        return store.read(state -> {
            var held = state.site(site);
            if (held == null || (held.base(id) == null && held.pendingOn(id).isEmpty())) {
                return Optional.<LocalRecord>empty();
            }
            return Optional.of(show(held, id, state.slot()));
        });
    }

    /** All records of the site that the tablet holds, voided ones among them, by id. */
    public List<LocalRecord> list(String site) {
        return store.read(state -> {
            var held = state.site(site);
            var records = new ArrayList<LocalRecord>();
            if (held != null) {
                var ids = new TreeSet<>(held.base().keySet());
                ids.addAll(held.pendingRecords());
                ids.forEach(id -> records.add(show(held, id, state.slot())));
            }
            return records;
        });
    }

    private LocalRecord show(SiteState site, RecordId id, long slot) {
        var base = site.base(id);
        var ops = site.pendingOn(id);
        long version = base == null ? 0 : base.getVersion();
        int type = typeOf(base, ops);
        if (base != null && (ops.isEmpty() || overlay.typeOf(base) == 0)) {
            return new LocalRecord(id, type, base, version, ops.size());
        }
        var registers = overlay.registers(base, type, slot);
        long hlc = base == null ? 0 : base.getHlc();
        for (var op : ops) {
            overlay.lay(op, registers, slot);
            withheld.takeOut(contract.type(op.type()), registers);
            hlc = Math.max(hlc, op.op().getHlc());
        }
        return new LocalRecord(
                id, type, overlay.toChange(id, type, version, hlc, registers, slot), version, ops.size());
    }

    private int typeOf(@Nullable Change base, List<LocalOp> ops) {
        if (!ops.isEmpty()) {
            return ops.get(0).type();
        }
        return base == null ? 0 : overlay.typeOf(base);
    }
}
