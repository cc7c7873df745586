package org.outreachsync.app;

import org.outreachsync.assembly.Engine;
import org.outreachsync.codes.ServedCodes;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.quality.QualityService;
import org.outreachsync.intake.SiteDays;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.CellRefresh;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.sync.SyncService;
import org.outreachsync.targets.Targets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The use cases of tablets, supervisors and managers.
 *
 * @param sync one round trip of a tablet
 * @param cells brings the cells of indicators up to date
 * @param indicators answers about indicators
 * @param quality counts doubtful data
 * @param reviews the reviews
 * @param quarantine the quarantined ops
 * @param targets targets and size estimates
 * @param exporting what donors get
 */
public record UseCases(
        SyncService sync,
        CellRefresh cells,
        IndicatorService indicators,
        QualityService quality,
        ReviewStore reviews,
        QuarantineStore quarantine,
        Targets targets,
        Exporting exporting) {

    private static final Logger LOG = LoggerFactory.getLogger(UseCases.class);

    static UseCases over(
            Backend around, ServerConfig config, Identities identities, CodeLists codes, ServedCodes served) {
        var programme = config.programme();
        var batches = around.limits().batches();
        var engine = around.engine(codes);
        var catalogue = Counting.catalogue(config, codes);
        var targets = targets(around, identities.sites(), catalogue, codes);
        var counting = Counting.over(engine.cells(catalogue), around, programme, identities, targets);
        var terms = new Engine.SyncTerms(
                programme,
                batches,
                batches.siteQueue().waitersMax(config.workers()),
                SiteDays.of(identities.directory()),
                device -> identities.devices().countLate(device, batches.lateBatchesMax()),
                () -> served.isAheadOf(codes.own()));
        var sync = engine.sync(terms, counting.refresh()::request);
        return new UseCases(
                sync,
                counting.refresh(),
                counting.indicators(),
                counting.quality(),
                engine.reviews(),
                engine.quarantine(),
                targets,
                Exporting.over(around, config, identities, counting.indicators(), codes));
    }

    /** Applies the log of a site that a crashed server left behind. */
    void catchUp(String site) {
        try {
            sync.catchUp(site);
        } catch (RuntimeException failed) {
            LOG.atWarn()
                    .addKeyValue("error", failed.getClass().getSimpleName())
                    .log("a site could not be brought up to its log; its next sync will do it");
        }
    }

    /** Targets and size estimates of this catalogue. */
    public static Targets targets(Backend around, Sites sites, Catalogue catalogue, CodeLists codes) {
        return new Targets(
                around.store(),
                around.keys().sealer(),
                new Secrets(around.random()),
                around.clock(),
                new Targets.Known(sites, codes, catalogue.targeted(), catalogue.partsOfAWhole(), catalogue.neutral()),
                around.limits().targets());
    }
}
