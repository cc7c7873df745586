package org.outreachsync.indicator.naive;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.cell.CellWatermarks;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** The cells and answers of one server over a rig's store. */
public final class CountingRig {

    /** The catalogue that comes with this version. */
    public static final Catalogue CATALOGUE =
            CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);

    public final Persons persons;
    public final RecordWatermarks recordWatermarks;
    public final CellWatermarks watermarks;
    public final CellStore cells;
    public final CellCounter counter;
    public final CellProjector projector;
    public final Cube cube;
    public final IndicatorService indicators;
    private final List<String> sites;

    /** Over a rig's store, in which every count is stored. */
    public CountingRig(Rig rig, List<String> sites, Places places, Entered entered) {
        this(rig, sites, places, entered, 1);
    }

    /** Over a rig's store, of which counts may be ahead by fewer batches than this. */
    CountingRig(Rig rig, List<String> sites, Places places, Entered entered, int batchesAheadMax) {
        this.sites = sites;
        var engine = rig.engine().cells(CATALOGUE, batchesAheadMax);
        persons = rig.engine().persons();
        recordWatermarks = rig.engine().recordWatermarks();
        watermarks = engine.watermarks();
        cells = engine.store();
        counter = engine.counter();
        projector = engine.projector();
        var around = new IndicatorService.Context(
                () -> sites,
                places,
                () -> entered,
                site -> List.of(),
                ZoneId.of("Asia/Bishkek"),
                () -> Instant.ofEpochMilli(Tablet.NOW_MS));
        cube = engine.cube(code -> {});
        indicators = engine.indicators(cube, around);
    }

    /** Counts what was sent. */
    public void catchUp() {
        sites.forEach(projector::catchUp);
    }

    /** Asks as a caller who may see these sites, by the parameters of a query. */
    public Served ask(Collection<String> allowed, String code, Map<String, String> parameters) {
        return Served.by(indicators, allowed, code, parameters);
    }
}
