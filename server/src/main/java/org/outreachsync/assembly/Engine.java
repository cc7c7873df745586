package org.outreachsync.assembly;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.outreachsync.config.BatchLimits;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.intake.BatchIntake;
import org.outreachsync.intake.ClientCodes;
import org.outreachsync.intake.OpIntake;
import org.outreachsync.intake.RefusedParts;
import org.outreachsync.intake.RequestReader;
import org.outreachsync.intake.SiteDays;
import org.outreachsync.keys.Keyring;
import org.outreachsync.log.EventLog;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.model.Contract;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.Admission;
import org.outreachsync.projection.Projected;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.projection.ReviewProjector;
import org.outreachsync.record.ClientKeysOfOp;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.SitePersons;
import org.outreachsync.recount.Recount;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.sync.Answers;
import org.outreachsync.sync.Decisions;
import org.outreachsync.sync.LateBatches;
import org.outreachsync.sync.NewCodeLimit;
import org.outreachsync.sync.Pull;
import org.outreachsync.sync.Push;
import org.outreachsync.sync.Screening;
import org.outreachsync.sync.SiteLocks;
import org.outreachsync.sync.SyncService;
import org.outreachsync.sync.TabletTerms;
import org.outreachsync.validate.ClientCodeCheck;
import org.outreachsync.validate.Validator;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;

/** Log, records and sync over one store. */
public final class Engine {

    private final Contract contract = WireContract.contract();
    private final RecordMapper mapper = new RecordMapper(contract);
    private final DocumentStore store;
    private final Keyring keys;
    private final CodeLists codes;
    private final InstantSource clock;
    private final Validator validator;
    private final Withheld withheld;
    private final EventLog log;
    private final Persons persons;
    private final Stores stores;

    /** The domain's stores over one database. */
    private record Stores(
            DocumentStore store,
            RecordStore records,
            ReviewStore reviews,
            QuarantineStore quarantine,
            SitePersons sitePersons,
            RecordWatermarks watermarks) {}

    /**
     * How a programme syncs.
     *
     * @param programme what the operator sets
     * @param limits of batches
     * @param siteWaitersMax how many requests may wait for one site
     * @param siteDays when its sites are open
     * @param lateBatches counts what tablets hand in after they were revoked or lost the site
     * @param isBehind asks the store whether another server has served newer codes of the programme's own
     */
    public record SyncTerms(
            ProgrammeSettings programme,
            BatchLimits limits,
            int siteWaitersMax,
            SiteDays siteDays,
            LateBatches lateBatches,
            BooleanSupplier isBehind) {}

    /**
     * An engine over a store.
     *
     * @param codes the code lists
     * @param clock the clock of stored times
     */
    public Engine(DocumentStore store, Keyring keys, CodeLists codes, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.codes = codes;
        this.clock = clock;
        this.validator = new Validator(codes);
        this.withheld = new Withheld(codes);
        this.log = new EventLog(store, keys.sealer());
        this.persons = new Persons(store, keys.sealer());
        this.stores = stores(store);
    }

    private Stores stores(DocumentStore in) {
        var sealer = keys.sealer();
        return new Stores(
                in,
                new RecordStore(in, sealer, contract),
                new ReviewStore(in, sealer),
                new QuarantineStore(in, sealer),
                new SitePersons(sealer),
                new RecordWatermarks(in, sealer));
    }

    private RecordProjector projector(Stores into) {
        return new RecordProjector(
                log,
                new Projected(
                        into.store(),
                        into.records(),
                        into.quarantine(),
                        persons,
                        into.sitePersons(),
                        into.watermarks(),
                        !into.store().equals(store)),
                new ReviewProjector(into.records(), into.reviews(), contract, validator),
                mapper,
                contract,
                withheld);
    }

    /** The log of all sites. */
    public EventLog log() {
        return log;
    }

    /** The records of all sites. */
    public RecordStore records() {
        return stores.records();
    }

    /** How far the records of each site have come. */
    public RecordWatermarks recordWatermarks() {
        return stores.watermarks();
    }

    /** The reviews. */
    public ReviewStore reviews() {
        return stores.reviews();
    }

    /** The quarantined ops. */
    public QuarantineStore quarantine() {
        return stores.quarantine();
    }

    /** The persons of all sites, with one cache and one block of numbers for everybody who asks. */
    public Persons persons() {
        return persons;
    }

    /**
     * Forgets all persons and their numbers. No server may use the store before everything is derived from the logs
     * anew.
     */
    public void forgetPersons() {
        persons.forget();
    }

    /** Brings the records up to the log. */
    public RecordProjector projector() {
        return projector(stores);
    }

    /** A replay of the log into an empty temporary store. */
    public Recount.Replay replayInto(DocumentStore scratch) {
        var into = stores(scratch);
        return new Recount.Replay(projector(into), into.records());
    }

    /**
     * What changes the records of a programme.
     *
     * @param sync takes in batches of tablets
     * @param decisions of supervisors about quarantined ops
     */
    public record Serving(SyncService sync, Decisions decisions) {}

    /**
     * The sync service, alone.
     *
     * @param afterApplied see {@link #serving}
     */
    public SyncService sync(SyncTerms terms, Consumer<String> afterApplied) {
        return serving(terms, afterApplied).sync();
    }

    /**
     * The services that write to the log. They share the locks of sites.
     *
     * @param afterApplied receives the site after a batch was applied, to bring its cells up to date; must return
     *     immediately
     */
    public Serving serving(SyncTerms terms, Consumer<String> afterApplied) {
        var limits = terms.limits();
        var programme = terms.programme();
        var projector = projector();
        var intake = intake(terms);
        var admission = new Admission(records(), mapper, contract, withheld, limits.growth());
        var screening = screening(programme);
        var locks = new SiteLocks(terms.siteWaitersMax(), limits.siteQueue().patience());
        var sync = new SyncService(
                TabletTerms.of(limits, programme, codes.own().version()),
                terms.lateBatches(),
                intake,
                new Push(log, projector, admission, screening, answers()),
                new Pull(records(), mapper, keys, new LogGeneration(store), limits.answer(), projector),
                locks,
                clock,
                afterApplied);
        return new Serving(
                sync,
                new Decisions(contract, log, projector, intake, screening, admission, locks, clock, afterApplied));
    }

    private BatchIntake intake(SyncTerms terms) {
        var programme = terms.programme();
        var check = new ClientCodeCheck(contract);
        var clientCodes = new ClientCodes(programme.clientCodes(), check, keys.clientKeys(), codes);
        var opBytesMax = terms.limits().opBytesMax();
        return new BatchIntake(
                new BatchIntake.Programme(programme.zone(), programme.start(), terms.siteDays(), terms.isBehind()),
                new RequestReader(terms.limits()),
                new RefusedParts(mapper, contract, withheld),
                new OpIntake(contract, mapper, validator, clientCodes, keys.sealer(), opBytesMax),
                keys.sealer());
    }

    private Screening screening(ProgrammeSettings programme) {
        var perDay = new NewCodeLimit.PerDay(programme.newCodesPerDay(), programme.offlineDays());
        var newCodes = new NewCodeLimit(keys.sealer(), persons, perDay);
        return new Screening(new ClientKeysOfOp(contract, mapper), stores.sitePersons(), newCodes);
    }

    private Answers answers() {
        return new Answers(records(), reviews(), mapper, contract, validator);
    }

    /** Counts the records by a catalogue, and stores every count. */
    public CellEngine cells(Catalogue catalogue) {
        return cells(catalogue, 1);
    }

    /**
     * Counts the records by a catalogue.
     *
     * @param batchesAheadMax what is counted of a site may be ahead of the store by fewer batches than this
     */
    public CellEngine cells(Catalogue catalogue, int batchesAheadMax) {
        return new CellEngine(this, store, keys.sealer(), contract, codes, catalogue, batchesAheadMax, clock);
    }
}
