package org.outreachsync.simulation;

import java.time.Instant;
import java.util.List;
import org.outreachsync.assembly.Engine;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/**
 * A repair that removes what is wrong and saves what the log said when it looked, so that a batch which comes in
 * between is lost.
 */
final class CarelessRepair implements ServerProcess.Repair {

    private static final int RECORDS_MAX = 10_000;

    private final DocumentStore store;

    CarelessRepair(DocumentStore store) {
        this.store = store;
    }

    @Override
    public boolean of(String site) {
        var engine = new Engine(store, Simulation.theKeys(), ServerProcess.CODES, () -> Instant.EPOCH);
        var replay = engine.replayInto(new MemoryStore());
        replay.projector().catchUp(site);
        for (var right : replay.records().changed(site, 0, Long.MAX_VALUE, RECORDS_MAX)) {
            var id = right.state().id();
            if (!right.equals(engine.records().load(site, List.of(id)).get(id))) {
                store.remove(Tables.RECORDS, List.of(site + "/" + id));
                engine.records().save(List.of(right));
            }
        }
        return true;
    }
}
