package org.outreachsync.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.answer.Cube;
import org.outreachsync.indicator.answer.Entered;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.projection.CellProjector;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.projection.ReviewProjector;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.record.Watermarks;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.WireContract;

/** A recount finds what was damaged and puts it right, and whoever remembers the wrong figures hears of it. */
class RecountTest {

    private static final Catalogue CATALOGUE = CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);
    private static final long SEED = 5;

    private final Rig rig = new Rig();
    private final Programme programme = Programme.of(SEED);
    private final String site = programme.sites().get(0);
    private final Persons persons = new Persons(rig.store(), rig.keys().sealer());
    private final CellCounter counter = new CellCounter(WireContract.contract(), CodeListReader.published(), CATALOGUE, persons);
    private final CellStore cells = new CellStore(rig.store(), rig.keys().sealer(), CATALOGUE.fingerprint());
    private final Watermarks watermarks = new Watermarks(rig.store());
    private final CellProjector cellProjector = new CellProjector(records(rig.store()), cells, counter, watermarks);
    private final Recount recount = new Recount(
            new Recount.Kept(rig.log(), projector(rig.store()), cellProjector, records(rig.store()), cells, watermarks), counter, () -> {
                var scratch = new MemoryStore();
                return new Recount.Replay(projector(scratch), records(scratch));
            });
    private final IndicatorService indicators = new IndicatorService(
            CATALOGUE,
            CodeListReader.published(),
            new Cube(cells, persons, watermarks, CATALOGUE.fingerprint()),
            new IndicatorService.Surroundings(
                    programme::sites, site -> List.of(), Entered.NOTHING, site -> List.of(), ZoneId.of("Asia/Bishkek"), () -> Instant.parse("2026-11-20T10:00:00Z")));

    private RecordStore records(DocumentStore store) {
        return new RecordStore(store, rig.keys().sealer(), WireContract.contract());
    }

    private RecordProjector projector(DocumentStore store) {
        var sealer = rig.keys().sealer();
        return new RecordProjector(
                rig.log(),
                records(store),
                new QuarantineStore(store, sealer),
                new ReviewProjector(records(store), new ReviewStore(store, sealer), WireContract.contract()),
                persons,
                new Watermarks(store),
                new RecordMapper(WireContract.contract()),
                WireContract.contract());
    }

    @BeforeEach
    void play() {
        rig.play(programme);
        programme.sites().forEach(cellProjector::catchUp);
    }

    private long contacts() {
        return (Long) indicators
                .answer(programme.sites(), "CONTACTS", Map.of("period", "2015-01-01..2026-12-31", "sites", site))
                .getOrDefault("numerator", -1L);
    }

    @Test
    void everythingIsRightAfterAProgrammeOfCorrections() {
        for (var scope : programme.sites()) {
            assertThat(recount.of(scope, false).isRight()).as("seed %d, %s", SEED, scope).isTrue();
        }
    }

    @Test
    void aWrongDayMonthAndRecordAreFoundAndPutRight() {
        long before = contacts();
        long asOf = watermarks.ofCells(CATALOGUE.fingerprint(), site);
        var day = cells.allDays(site).keySet().iterator().next();
        var month = cells.monthsSince(site, 0).stream().filter(one -> one.cell().sums("CONTACTS") != null).findFirst().orElseThrow().month();
        cells.repairDay(site, day, asOf, new Cell.Builder().build());
        cells.repairMonth(site, month, asOf, new Cell.Builder().build());
        cells.repairMonth(site, YearMonth.of(2016, 1), asOf, doubled());
        rig.store().remove(Tables.RECORDS, List.of(rig.store().range(Tables.RECORDS, newest()).getFirst().id()));
        watermarks.noteRepair();
        assertThat(contacts()).as("the damage shows").isNotEqualTo(before);

        assertThat(recount.of(site, false)).returns(1, Recount.Found::wrongRecords).returns(false, Recount.Found::isRight);
        var found = recount.of(site, true);

        assertThat(found.wrongRecords()).isEqualTo(1);
        assertThat(found.wrongDays()).isPositive();
        assertThat(found.wrongMonths()).isEqualTo(2);
        assertThat(recount.of(site, false).isRight()).isTrue();
        assertThat(contacts()).isEqualTo(before);
    }

    private Range newest() {
        return Range.last("records_changed", List.of(site));
    }

    private static Cell doubled() {
        var cell = new Cell.Builder();
        cell.add("CONTACTS", 0, 1_000);
        return cell.build();
    }
}
