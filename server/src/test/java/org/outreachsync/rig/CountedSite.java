package org.outreachsync.rig;

import java.time.LocalDate;
import java.util.List;
import org.outreachsync.identity.Device;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.cube.Selection;
import org.outreachsync.indicator.question.Stretch;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.Requests;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** A site where syringes are given out, and the cube over what was recorded. */
public final class CountedSite {

    public static final String SITE = Field.SITE;
    /** The published indicators. */
    public static final Catalogue CATALOGUE =
            CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);

    private final Field field = new Field();
    private final Device tablet = Field.device(1);
    private long next = 1;

    /** Syringes for a client on a day. */
    public void exchange(LocalDate day, String clientCode, int syringes) {
        var envelope = Field.envelope().toBuilder().setOccurredOn((int) day.toEpochDay());
        var batch = field.batch(tablet, next, next, field.exchange(next, clientCode, syringes))
                .setDefaults(envelope);
        field.server().sync(tablet, Requests.of(batch));
        next++;
    }

    /** What was recorded until now, counted. */
    public Cube cube() {
        var cells = field.engine().cells(CATALOGUE);
        cells.projector().catchUp(SITE);
        var cube = cells.cube(behind -> {});
        cube.refresh(List.of(SITE));
        return cube;
    }

    /** The site over some days, for all funding sources. */
    public static Selection days(Cube cube, LocalDate from, LocalDate to) {
        return new Selection(cube, List.of(new Stretch(SITE, from, to)), PersonColumn.ALL_PROJECTS);
    }
}
