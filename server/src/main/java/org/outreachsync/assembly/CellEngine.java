package org.outreachsync.assembly;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.indicator.quality.QualityService;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.Contract;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.AheadOfLog;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.recount.Rebuild;
import org.outreachsync.recount.Recount;
import org.outreachsync.recount.Restatement;
import org.outreachsync.store.DocumentStore;

/** The cells of one catalogue over one store: counts records, answers questions and recounts. */
public final class CellEngine {

    private final Engine engine;
    private final DocumentStore documents;
    private final Contract contract;
    private final CodeLists codes;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private final Persons persons;
    private final CellStore store;
    private final CellWatermarks watermarks;
    private final CellCounter counter;
    private final CellProjector projector;

    CellEngine(
            Engine engine,
            DocumentStore documents,
            Sealer sealer,
            Contract contract,
            CodeLists codes,
            Catalogue catalogue,
            int batchesAheadMax,
            InstantSource clock) {
        this.engine = engine;
        this.documents = documents;
        this.contract = contract;
        this.codes = codes;
        this.catalogue = catalogue;
        this.clock = clock;
        this.persons = engine.persons();
        this.store = new CellStore(documents, sealer, catalogue.fingerprint());
        this.watermarks = new CellWatermarks(documents);
        this.counter = new CellCounter(contract, codes, catalogue, persons);
        this.projector = new CellProjector(
                engine.records(), engine.recordWatermarks(), store, watermarks, counter, batchesAheadMax);
    }

    /** The cells as stored. */
    public CellStore store() {
        return store;
    }

    /** How far the cells of each site are counted. */
    public CellWatermarks watermarks() {
        return watermarks;
    }

    /** Counts the records of a day. */
    public CellCounter counter() {
        return counter;
    }

    /** Brings the cells up to the records. */
    public CellProjector projector() {
        return projector;
    }

    /**
     * The cells in memory.
     *
     * @param behind receives a site whose cells are behind its records; must return immediately
     */
    public Cube cube(Consumer<String> behind) {
        return new Cube(store, persons, watermarks, catalogue.fingerprint(), projector::ahead, behind);
    }

    /** Answers about indicators. */
    public IndicatorService indicators(Cube cube, IndicatorService.Context context) {
        return new IndicatorService(catalogue, codes, cube, context);
    }

    /** Answers about the quality of the data. */
    public QualityService quality(Cube cube, Places places) {
        return new QualityService(cube, places, engine.records(), contract, engine.reviews(), engine.quarantine());
    }

    /** Compares the log with what is derived from it. */
    public AheadOfLog aheadOfLog() {
        return new AheadOfLog(engine.log(), engine.records(), store, watermarks, catalogue.fingerprint());
    }

    /** Rebuilds everything that is derived from the logs. */
    public Rebuild rebuild() {
        return new Rebuild(documents, engine.projector(), projector);
    }

    /**
     * A recount of what the store holds.
     *
     * @param scratch creates an empty temporary store
     * @param patience waits for servers that count meanwhile
     */
    public Recount recount(Supplier<DocumentStore> scratch, Recount.Patience patience) {
        var kept = new Recount.Kept(engine.log(), engine.projector(), projector, engine.records(), store, watermarks);
        return new Recount(
                kept, counter, () -> engine.replayInto(scratch.get()), new Restatement(engine.log(), clock), patience);
    }
}
