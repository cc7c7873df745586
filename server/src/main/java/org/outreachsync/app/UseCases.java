package org.outreachsync.app;

import org.outreachsync.codes.ServedCodes;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.quality.QualityService;
import org.outreachsync.intake.SiteDays;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.CellRefresh;
import org.outreachsync.projection.RecordLimits;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.sync.SyncAssembly;
import org.outreachsync.sync.SyncLimits;
import org.outreachsync.sync.SyncService;
import org.outreachsync.targets.Targets;
import org.outreachsync.wire.WireContract;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server does for tablets, supervisors and managers.
 *
 * @param sync one round trip of a tablet
 * @param cells brings the cells of indicators up to date
 * @param indicators answers about indicators
 * @param quality what is wrong with the data
 * @param reviews what supervisors should look at
 * @param quarantine ops that broke a rule
 * @param targets and size estimates
 */
public record UseCases(
        SyncService sync,
        CellRefresh cells,
        IndicatorService indicators,
        QualityService quality,
        ReviewStore reviews,
        QuarantineStore quarantine,
        Targets targets) {

    private static final Logger LOG = LoggerFactory.getLogger(UseCases.class);

    static UseCases over(
            Backend around, ServerConfig config, Identities identities, CodeLists codes, ServedCodes served) {
        var programme = config.programme();
        var store = around.store();
        var sealer = around.keys().sealer();
        var contract = WireContract.contract();
        var catalogue = Counting.catalogue(config, codes);
        var targets = targets(around, catalogue, codes);
        var counting = Counting.over(around, config, identities, codes, catalogue, targets);
        var batches = around.limits().batches();
        var sync = SyncAssembly.over(
                store,
                around.keys(),
                contract,
                codes,
                programme.clientCodes(),
                new SyncService.ProgrammeRules(
                        programme.zone(),
                        programme.start(),
                        SiteDays.of(identities.directory()),
                        new SyncService.OwnCodes(
                                codes.own().version(),
                                () -> served.latest().version() > codes.own().version())),
                new SyncLimits(
                        batches.opsMax(),
                        batches.cursorBytesMax(),
                        batches.changeBytesMax(),
                        batches.changesMax(),
                        (int) programme.nextSync().toSeconds(),
                        batches.siteWaitersMax(config.workers()),
                        batches.sitePatience(),
                        new RecordLimits(batches.recordMovesMax(), batches.recordWritesMax()),
                        new SyncLimits.NewCodes(programme.newCodesPerDay(), programme.offlineDays()),
                        Identities.advertised(around, programme)),
                around.clock(),
                counting.refresh()::request);
        return new UseCases(
                sync,
                counting.refresh(),
                counting.indicators(),
                counting.quality(),
                new ReviewStore(store, sealer),
                new QuarantineStore(store, sealer),
                targets);
    }

    /** Brings a site up to its log, as far as a server that died left it behind. */
    void catchUp(String site) {
        try {
            sync.catchUp(site);
        } catch (RuntimeException failed) {
            LOG.atWarn()
                    .addKeyValue("error", failed.getClass().getSimpleName())
                    .log("a site was not brought up to its log; its next sync will");
        }
    }

    /** Targets and size estimates of this catalogue. */
    public static Targets targets(Backend around, Catalogue catalogue, CodeLists codes) {
        var limits = around.limits().targets();
        var terms = new Targets.Terms(
                limits.yearMin(),
                limits.yearMax(),
                limits.valueMax(),
                limits.decimalsMax(),
                limits.sourceLengthMin(),
                limits.sourceLengthMax(),
                limits.countMax());
        return new Targets(
                around.store(),
                around.keys().sealer(),
                new Secrets(around.random()),
                around.clock(),
                new Targets.Known(
                        Identities.sites(around),
                        codes,
                        catalogue.targeted(),
                        catalogue.partsOfAWhole(),
                        catalogue.neutral()),
                terms);
    }
}
