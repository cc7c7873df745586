package org.outreachsync.app;

import org.outreachsync.config.ServerConfig;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.indicator.programme.EnteredTargets;
import org.outreachsync.indicator.programme.SitePlaces;
import org.outreachsync.indicator.programme.SiteTablets;
import org.outreachsync.indicator.quality.QualityService;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.CellRefresh;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.targets.Targets;
import org.outreachsync.wire.WireContract;

/**
 * What counts records and answers questions about them.
 *
 * @param refresh brings cells up to date
 * @param indicators answers
 * @param quality what is wrong with the data
 */
public record Counting(CellRefresh refresh, IndicatorService indicators, QualityService quality) {

    private static final int RUNS_MAX = 2;

    /** The indicators of this version and of the programme; CatalogueException when one is wrong. */
    public static Catalogue catalogue(ServerConfig config, CodeLists codes) {
        return CatalogueReader.read(WireContract.contract(), codes, config.catalogue());
    }

    static Counting over(
            Backend around,
            ServerConfig config,
            Identities identities,
            CodeLists codes,
            Catalogue catalogue,
            Targets targets) {
        var contract = WireContract.contract();
        var sealer = around.keys().sealer();
        var watermarks = new CellWatermarks(around.store());
        var persons = new Persons(around.store(), sealer);
        var cells = new CellStore(around.store(), sealer, catalogue.fingerprint());
        var records = new RecordStore(around.store(), sealer, contract);
        var projector = new CellProjector(
                records,
                new RecordWatermarks(around.store()),
                cells,
                watermarks,
                new CellCounter(contract, codes, catalogue, persons));
        var places = new SitePlaces(identities.directory());
        var surroundings = new IndicatorService.Context(
                () -> identities.directory().byCode().keySet(),
                places,
                () -> new EnteredTargets(targets.book()),
                new SiteTablets(identities.devices(), around.ticker()),
                config.programme().zone(),
                around.clock());
        var refresh = new CellRefresh(projector, RUNS_MAX, CellRefresh.Runner.VIRTUAL_THREADS);
        var cube = new Cube(cells, persons, watermarks, catalogue.fingerprint(), refresh::request);
        return new Counting(
                refresh,
                new IndicatorService(catalogue, codes, cube, surroundings),
                new QualityService(
                        cube,
                        places,
                        records,
                        contract,
                        new ReviewStore(around.store(), sealer),
                        new QuarantineStore(around.store(), sealer)));
    }
}
