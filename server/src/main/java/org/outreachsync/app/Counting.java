package org.outreachsync.app;

import org.outreachsync.assembly.CellEngine;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.programme.EnteredTargets;
import org.outreachsync.indicator.programme.SitePlaces;
import org.outreachsync.indicator.programme.SiteTablets;
import org.outreachsync.indicator.quality.QualityService;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.CellRefresh;
import org.outreachsync.targets.Targets;
import org.outreachsync.wire.WireContract;

/**
 * The parts that count records and answer questions.
 *
 * @param refresh brings cells up to date
 * @param indicators answers questions
 * @param quality counts doubtful data
 */
public record Counting(CellRefresh refresh, IndicatorService indicators, QualityService quality) {

    private static final int RUNS_MAX = 2;

    /** The published indicators and the programme's own. Throws YamlException if a definition is wrong. */
    public static Catalogue catalogue(ServerConfig config, CodeLists codes) {
        return CatalogueReader.read(WireContract.contract(), codes, config.catalogue());
    }

    static Counting over(
            CellEngine cells, Backend around, ProgrammeSettings programme, Identities identities, Targets targets) {
        var places = new SitePlaces(identities.directory());
        var context = new IndicatorService.Context(
                () -> identities.directory().byCode().keySet(),
                places,
                () -> new EnteredTargets(targets.book()),
                new SiteTablets(identities.devices(), around.ticker()),
                programme.zone(),
                around.clock());
        var refresh = new CellRefresh(cells.projector(), RUNS_MAX, CellRefresh.Runner.VIRTUAL_THREADS);
        var cube = cells.cube(refresh::request);
        return new Counting(refresh, cells.indicators(cube, context), cells.quality(cube, places));
    }
}
