package org.outreachsync.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.cell.Cell;
import org.outreachsync.indicator.cell.CellStore;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** A recount finds what was damaged and puts it right, and whoever remembers the wrong figures hears of it. */
class RecountTest {

    private static final long SEED = 5;

    private final Rig rig = new Rig();
    private final Programme programme = Programme.of(SEED);
    private final String site = programme.sites().get(0);
    private final CountingRig counting = new CountingRig(rig, programme.sites(), site -> List.of(), Entered.NOTHING);
    private final CellStore cells = counting.cells;
    private final Damage damage = new Damage(rig.store(), rig.keys().sealer());
    private final Recount recount =
            rig.engine().cells(CountingRig.CATALOGUE).recount(MemoryStore::new, Recount.Patience.NONE);

    @BeforeEach
    void play() {
        rig.play(programme);
        counting.catchUp();
    }

    private long contacts() {
        return Objects.requireNonNull(
                counting.ask(programme.sites(), "CONTACTS", Map.of("period", "2015-01-01..2026-12-31", "sites", site))
                        .numerator());
    }

    @Test
    void everythingIsRightAfterAProgrammeOfCorrections() {
        for (var code : programme.sites()) {
            assertThat(recount.of(code, false).isRight())
                    .as("seed %d, %s", SEED, code)
                    .isTrue();
        }
    }

    @Test
    void aWrongDayMonthAndRecordAreFoundAndPutRight() {
        long before = contacts();
        long asOf = counting.watermarks.of(CountingRig.CATALOGUE.fingerprint(), site);
        var day = cells.allDays(site).entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .findFirst()
                .orElseThrow()
                .getKey();
        var month = cells.monthsSince(site, 0).stream()
                .filter(one -> one.cell().sums("CONTACTS") != null)
                .findFirst()
                .orElseThrow()
                .month();
        damage.day(site, day, asOf, new Cell.Builder().build());
        damage.month(site, month, asOf, new TreeMap<>());
        damage.month(
                site,
                YearMonth.of(2016, 1),
                asOf,
                new TreeMap<>(Map.of(LocalDate.of(2016, 1, 1).toEpochDay(), doubled())));
        rig.store()
                .remove(
                        Tables.RECORD_PAGES,
                        List.of(rig.store().range(Tables.RECORD_PAGES, newest()).getFirst()));
        counting.watermarks.noteRepair();
        assertThat(contacts()).as("the damage shows").isNotEqualTo(before);

        assertThat(recount.of(site, false))
                .returns(1, Recount.Found::wrongRecords)
                .returns(false, Recount.Found::isRight);
        var found = recount.of(site, true);

        assertThat(found.wrongRecords()).isEqualTo(1);
        assertThat(found.wrongDays()).isPositive();
        assertThat(found.wrongMonths()).isEqualTo(2);
        assertThat(recount.of(site, false).isRight()).isTrue();
        assertThat(contacts()).isEqualTo(before);
    }

    @Test
    void daysThatAreOlderThanTheirMonthAreFoundThoughTheFiguresAreStillRight() {
        long before = contacts();
        var days = cells.allDays(site).entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .limit(2)
                .toList();
        days.forEach(day -> damage.day(site, day, 1, new Cell.Builder().build()));
        counting.watermarks.noteRepair();
        assertThat(contacts()).as("the months are right").isEqualTo(before);

        assertThat(recount.of(site, false))
                .returns(2, Recount.Found::wrongDays)
                .returns(0, Recount.Found::wrongMonths)
                .returns(false, Recount.Found::isRight);
        recount.of(site, true);

        assertThat(recount.of(site, false).isRight()).isTrue();
        assertThat(contacts()).isEqualTo(before);
    }

    private Range newest() {
        return Range.last("record_pages_seq", List.of(site));
    }

    private static Cell doubled() {
        var cell = new Cell.Builder();
        cell.add("CONTACTS", 0, 1_000);
        return cell.build();
    }
}
