package org.outreachsync.recount;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.keys.Sealer;
import org.outreachsync.log.EventLog;
import org.outreachsync.model.Contract;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.projection.ReviewProjector;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.SitePersons;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.validate.Validator;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;

/** Puts the parts of a recount together over one store. Only {@code new}, no logic. */
public final class RecountAssembly {

    private RecountAssembly() {}

    /**
     * A recount of what a store keeps.
     *
     * @param scratch makes a store to throw away
     * @param codes the code lists, as the servers have them
     * @param catalogue by which its cells are counted
     */
    public static Recount over(
            DocumentStore store,
            Supplier<DocumentStore> scratch,
            Sealer sealer,
            CodeLists codes,
            Catalogue catalogue,
            InstantSource clock) {
        var contract = WireContract.contract();
        var log = new EventLog(store, sealer);
        var persons = new Persons(store, sealer);
        var counter = new CellCounter(contract, codes, catalogue, persons);
        var records = new RecordStore(store, sealer, contract);
        var cells = new CellStore(store, sealer, catalogue.fingerprint());
        var watermarks = new CellWatermarks(store);
        var kept = new Recount.Kept(
                log,
                projector(log, store, sealer, persons, contract, codes),
                new CellProjector(records, new RecordWatermarks(store), cells, watermarks, counter),
                records,
                cells,
                watermarks);
        Supplier<Recount.Replay> replays = () -> {
            var thrownAway = scratch.get();
            return new Recount.Replay(
                    projector(log, thrownAway, sealer, persons, contract, codes),
                    new RecordStore(thrownAway, sealer, contract));
        };
        return new Recount(kept, counter, replays, new Restatement(log, clock));
    }

    private static RecordProjector projector(
            EventLog log, DocumentStore store, Sealer sealer, Persons persons, Contract contract, CodeLists codes) {
        var records = new RecordStore(store, sealer, contract);
        return new RecordProjector(
                log,
                records,
                new QuarantineStore(store, sealer),
                new ReviewProjector(records, new ReviewStore(store, sealer), contract, new Validator(codes)),
                persons,
                new SitePersons(store, sealer),
                new RecordWatermarks(store),
                new RecordMapper(contract),
                contract,
                new Withheld(codes));
    }
}
