package org.outreachsync.app;

import org.outreachsync.assembly.Engine;
import org.outreachsync.codes.ServedCodes;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.health.Backlogs;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.programme.EnteredTargets;
import org.outreachsync.indicator.programme.SitePlaces;
import org.outreachsync.indicator.programme.SiteTablets;
import org.outreachsync.indicator.quality.QualityService;
import org.outreachsync.intake.SiteDays;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.AheadOfLog;
import org.outreachsync.projection.CellRefresh;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.sync.Decisions;
import org.outreachsync.sync.SyncService;
import org.outreachsync.targets.Targets;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/**
 * The use cases of tablets, supervisors and managers.
 *
 * @param sync one round trip of a tablet
 * @param cells brings the cells of indicators up to date
 * @param indicators answers about indicators
 * @param quality counts doubtful data
 * @param reviews the reviews
 * @param quarantine the quarantined ops
 * @param decisions of supervisors about them
 * @param targets targets and size estimates
 * @param exporting what donors get
 * @param backlogs what is not in the figures yet, and what waits for a person
 * @param aheadOfLog notices a store whose parts do not belong together
 */
public record UseCases(
        SyncService sync,
        CellRefresh cells,
        IndicatorService indicators,
        QualityService quality,
        ReviewStore reviews,
        QuarantineStore quarantine,
        Decisions decisions,
        Targets targets,
        Exporting exporting,
        Backlogs backlogs,
        AheadOfLog aheadOfLog) {

    static UseCases over(
            Backend around,
            ServerConfig config,
            Identities identities,
            CodeLists codes,
            ServedCodes served,
            CellRefresh.Runner background) {
        var programme = config.programme();
        var batches = around.limits().batches();
        var engine = around.engine(codes);
        var catalogue = catalogue(config, codes);
        var targets = targets(around, identities.sites(), catalogue, codes);
        var counting = batches.counting();
        var cells = engine.cells(catalogue, around.store().isShared() ? 1 : counting.batchesAheadMax());
        var refresh = new CellRefresh(cells.projector(), counting.sitesAtOnceMax(), background);
        var cube = cells.cube(refresh::request);
        var places = new SitePlaces(identities.directory());
        var terms = new Engine.SyncTerms(
                programme,
                batches,
                batches.siteQueue().waitersMax(config.workers()),
                SiteDays.of(identities.directory()),
                device -> identities.devices().countLate(device, batches.lateBatchesMax()),
                () -> served.isAheadOf(codes.own()));
        var serving = engine.serving(terms, refresh::request);
        var indicators = cells.indicators(cube, context(around, programme, identities, places, targets));
        return new UseCases(
                serving.sync(),
                refresh,
                indicators,
                cells.quality(cube, places),
                engine.reviews(),
                engine.quarantine(),
                serving.decisions(),
                targets,
                Exporting.over(around, config, identities, indicators, codes),
                new Backlogs(
                        engine.log(),
                        engine.recordWatermarks(),
                        indicators,
                        engine.reviews(),
                        engine.quarantine(),
                        around.clock()),
                cells.aheadOfLog());
    }

    private static IndicatorService.Context context(
            Backend around, ProgrammeSettings programme, Identities identities, SitePlaces places, Targets targets) {
        return new IndicatorService.Context(
                () -> identities.directory().byCode().keySet(),
                places,
                () -> new EnteredTargets(targets.book()),
                new SiteTablets(identities.devices(), around.ticker()),
                programme.zone(),
                around.clock());
    }

    /** The published indicators and the programme's own. Throws YamlException if a definition is wrong. */
    public static Catalogue catalogue(ServerConfig config, CodeLists codes) {
        return config.catalogue() == null && codes == CodeListReader.published()
                ? PublishedCatalogue.get()
                : CatalogueReader.read(WireContract.contract(), codes, config.catalogue());
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
