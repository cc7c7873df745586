package org.outreachsync.sync;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.intake.ClientCodes;
import org.outreachsync.intake.OpIntake;
import org.outreachsync.intake.RefusedParts;
import org.outreachsync.keys.Keyring;
import org.outreachsync.log.EventLog;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.Contract;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.Admission;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.projection.ReviewProjector;
import org.outreachsync.record.ClientKeysOfOp;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.SitePersons;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.validate.ClientCodeCheck;
import org.outreachsync.validate.Validator;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.RecordMapper;

/** Puts the parts of a sync together over one store. Only {@code new}, no logic. */
public final class SyncAssembly {

    private SyncAssembly() {}

    /**
     * The service over a store.
     *
     * @param contract the record types
     * @param codes the code lists
     * @param format how the programme writes client codes
     * @param afterApplied told the site after a batch was applied, to bring its cells up to date; must return at once
     */
    public static SyncService over(
            DocumentStore store,
            Keyring keys,
            Contract contract,
            CodeLists codes,
            ClientCodeFormat format,
            SyncService.ProgrammeRules programme,
            SyncLimits limits,
            InstantSource clock,
            Consumer<String> afterApplied) {
        var mapper = new RecordMapper(contract);
        var log = new EventLog(store, keys.sealer());
        var records = new RecordStore(store, keys.sealer(), contract);
        var reviews = new ReviewStore(store, keys.sealer());
        var validator = new Validator(codes);
        var withheld = new Withheld(codes);
        var persons = new Persons(store, keys.sealer());
        var sitePersons = new SitePersons(store, keys.sealer());
        var projector = new RecordProjector(
                log,
                records,
                new QuarantineStore(store, keys.sealer()),
                new ReviewProjector(records, reviews, contract, validator),
                persons,
                sitePersons,
                new RecordWatermarks(store),
                mapper,
                contract,
                withheld);
        var clientCodes = new ClientCodes(format, new ClientCodeCheck(contract), keys.clientKeys(), codes);
        var intake = new OpIntake(contract, mapper, validator, clientCodes, keys.sealer());
        var newCodes = new NewCodeLimit(store, keys.sealer(), persons, limits.newCodes());
        var screening = new Screening(new ClientKeysOfOp(contract, mapper), sitePersons, newCodes);
        return new SyncService(
                programme,
                limits,
                keys,
                new RefusedParts(mapper, contract, withheld),
                intake,
                new Push(
                        log,
                        projector,
                        new Admission(records, mapper, contract, withheld, limits.records()),
                        screening),
                new Pull(records, mapper, keys, limits),
                new Answers(records, reviews, mapper, contract, validator),
                records,
                projector,
                new SiteLocks(limits.waitersMax(), limits.patience()),
                clock,
                afterApplied);
    }
}
