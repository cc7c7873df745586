package org.outreachsync.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.outreachsync.assembly.Engine;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Table;
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

    private void removeAll(Table table, String site) {
        var ids = new ArrayList<String>();
        try (var snapshot = store.snapshot()) {
            snapshot.forEach(table, document -> ids.add(document.id()));
        }
        ids.removeIf(id -> !id.startsWith(site + "/"));
        store.remove(table, store.get(table, ids));
    }

    @Override
    public boolean of(String site) {
        var engine = new Engine(store, FixedKeys.KEYS, ServerProcess.CODES, () -> Instant.EPOCH);
        var replay = engine.replayInto(new MemoryStore());
        replay.projector().catchUp(site);
        var right = new TreeMap<Long, List<RecordEntry>>();
        boolean isWrong = false;
        for (var record : replay.records().changed(site, 0, Long.MAX_VALUE, RECORDS_MAX)) {
            var id = record.state().id();
            isWrong |= !record.equals(engine.records().load(site, List.of(id)).get(id));
            right.computeIfAbsent(record.state().version(), unseen -> new ArrayList<>())
                    .add(record);
        }
        if (isWrong) {
            removeAll(Tables.RECORD_PAGES, site);
            removeAll(Tables.RECORD_HEADS, site);
            var nothing = engine.records()
                    .read(
                            site,
                            right.values().stream()
                                    .flatMap(List::stream)
                                    .map(record -> record.state().id())
                                    .toList());
            store.write(engine.records().writesOf(site, right.lastKey(), right, nothing));
        }
        return true;
    }
}
