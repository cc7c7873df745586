package org.outreachsync.simulation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.outreachsync.assembly.Engine;
import org.outreachsync.identity.Device;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.CodeScript;
import org.outreachsync.model.Contract;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.recount.Recount;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.sync.Decisions;
import org.outreachsync.sync.Requests;
import org.outreachsync.sync.SyncService;
import org.outreachsync.sync.TestTerms;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.SyncResponse;

/** One server process over a shared store. Whatever it holds in memory is lost when it dies. */
final class ServerProcess {

    static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");
    static final LocalDate PROGRAMME_START = LocalDate.of(2015, 1, 1);
    static final ClientCodeFormat CLIENT_CODES = ClientCodeFormat.of("GYYYYMMFF", CodeScript.CYRILLIC);
    static final Contract CONTRACT = WireContract.contract();
    static final CodeLists CODES = CodeListReader.published();
    static final Catalogue CATALOGUE = CatalogueReader.read(CONTRACT, CODES, null);
    static final int OPS_MAX = 20;

    private final FaultingStore store;
    private final Keyring keys;
    private final LongSupplier trueMs;
    private final int changesMax;
    private final int batchesAheadMax;
    private SyncService sync;
    private Decisions decisions;
    private CellProjector cells;
    private IndicatorService indicators;
    private Repair repair;
    private Function<DocumentStore, Repair> repairs = this::trueRepair;
    private int deaths;

    ServerProcess(Cluster cluster, Keyring keys, LongSupplier trueMs, int changesMax, int batchesAheadMax) {
        this.store = new FaultingStore(cluster);
        this.keys = keys;
        this.trueMs = trueMs;
        this.changesMax = changesMax;
        this.batchesAheadMax = batchesAheadMax;
        start();
    }

    private void start() {
        store.restart();
        var engine = engine(store);
        var serving = engine.serving(TestTerms.of(TestTerms.programme(), OPS_MAX, changesMax), site -> {});
        sync = serving.sync();
        decisions = serving.decisions();
        var counting = engine.cells(CATALOGUE, batchesAheadMax);
        cells = counting.projector();
        repair = repairs.apply(store);
        var surroundings = new IndicatorService.Context(
                List::of,
                site -> List.of(),
                () -> Entered.NOTHING,
                site -> List.of(),
                ZONE,
                () -> java.time.Instant.ofEpochMilli(trueMs.getAsLong()));
        indicators = counting.indicators(counting.cube(site -> {}), surroundings);
    }

    SyncResponse sync(Device caller, byte[] request) {
        return alive(() -> sync.sync(caller, Requests.read(request)).response());
    }

    /** Decides about a quarantined op, by a server that may die. */
    void decide(Consumer<Decisions> decision) {
        alive(() -> {
            decision.accept(decisions);
            return true;
        });
    }

    /** Puts right what is kept otherwise than the log says; whether all is right after it. */
    interface Repair {
        boolean of(String site);
    }

    /** With another repair than the true one. */
    void repairBy(Function<DocumentStore, Repair> other) {
        repairs = other;
        start();
    }

    private Engine engine(DocumentStore over) {
        return new Engine(over, keys, CODES, () -> java.time.Instant.ofEpochMilli(trueMs.getAsLong()));
    }

    private Repair trueRepair(DocumentStore over) {
        return site -> engine(over)
                .cells(CATALOGUE)
                .recount(MemoryStore::new, Recount.Patience.NONE)
                .of(site, true)
                .settled();
    }

    boolean repair(String site) {
        return alive(() -> repair.of(site));
    }

    long countCells(String site) {
        return alive(() -> cells.catchUp(site));
    }

    /** Asks for figures of a site, which takes its months into memory. */
    void askFor(String site) {
        alive(() -> indicators.progress(List.of(site)));
    }

    private <T> T alive(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (CrashException died) {
            deaths++;
            start();
            throw died;
        }
    }

    IndicatorService indicators() {
        return indicators;
    }

    FaultingStore store() {
        return store;
    }

    int deaths() {
        return deaths;
    }
}
