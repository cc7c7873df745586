package org.outreachsync.simulation;

import java.util.List;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.keys.Sealer;
import org.outreachsync.log.EventLog;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.projection.ReviewProjector;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.SitePersons;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.validate.Validator;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordMapper;

/**
 * A repair that removes what is wrong and saves what the log said when it looked, so that a batch which comes in
 * between is lost.
 */
final class CarelessRepair implements ServerProcess.Repair {

    private static final int RECORDS_MAX = 10_000;

    private final DocumentStore store;
    private final Sealer sealer;

    CarelessRepair(DocumentStore store) {
        this.store = store;
        this.sealer = Simulation.theKeys().sealer();
    }

    private RecordStore records(DocumentStore in) {
        return new RecordStore(in, sealer, ServerProcess.CONTRACT);
    }

    @Override
    public boolean of(String site) {
        var scratch = new MemoryStore();
        new RecordProjector(
                        new EventLog(store, sealer),
                        records(scratch),
                        new QuarantineStore(scratch, sealer),
                        new ReviewProjector(
                                records(scratch),
                                new ReviewStore(scratch, sealer),
                                ServerProcess.CONTRACT,
                                new Validator(ServerProcess.CODES)),
                        new Persons(store, sealer),
                        new SitePersons(scratch, sealer),
                        new RecordWatermarks(scratch),
                        new RecordMapper(ServerProcess.CONTRACT),
                        ServerProcess.CONTRACT,
                        new Withheld(ServerProcess.CODES))
                .catchUp(site);
        for (var right : records(scratch).changed(site, 0, Long.MAX_VALUE, RECORDS_MAX)) {
            var id = right.state().id();
            if (!right.equals(records(store).load(site, List.of(id)).get(id))) {
                store.remove(Tables.RECORDS, List.of(site + "/" + id));
                records(store).save(List.of(right));
            }
        }
        return true;
    }
}
