package org.outreachsync.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;

/**
 * A recount puts months right, and another question hears of it, while an answer is under way that has read them
 * before.
 */
class AnswerDuringRecountTest {

    private static final long SEED = 5;

    private final Rig rig = new Rig(new WatchedStore(new MemoryStore(), this::monthsRead), Keyring.ephemeral());
    private final Programme programme = Programme.of(SEED);
    private final CountingRig counting = new CountingRig(rig, programme.sites(), site -> List.of(), Entered.NOTHING);
    private final String last = programme.sites().getLast();
    private Runnable afterMonthsRead = () -> {};

    private void monthsRead(Table table, Object asked) {
        if (table.equals(Tables.MONTHS) && asked.toString().contains(last)) {
            afterMonthsRead.run();
        }
    }

    private @Nullable Long contacts() {
        return counting.ask(programme.sites(), "CONTACTS", Map.of("period", "2015-01-01..2026-12-31"))
                .numerator();
    }

    @Test
    void anAnswerUnderWayIsRightAndNothingWrongIsRemembered() {
        rig.play(programme);
        counting.catchUp();
        var right = new CountingRig(rig, programme.sites(), site -> List.of(), Entered.NOTHING)
                .ask(programme.sites(), "CONTACTS", Map.of("period", "2015-01-01..2026-12-31"))
                .numerator();
        long asOf = counting.watermarks.of(CountingRig.CATALOGUE.fingerprint(), last);
        var wrong = counting.cells.monthsSince(last, 0).stream()
                .filter(month -> month.cell().sums("CONTACTS") != null)
                .findFirst()
                .orElseThrow()
                .month();
        var damage = new Damage(rig.store(), rig.keys().sealer());
        damage.month(last, wrong, asOf, new TreeMap<>());
        afterMonthsRead = () -> {
            afterMonthsRead = () -> {};
            var days = counting.cells.ofDays(
                    last, wrong.atDay(1).toEpochDay(), wrong.atEndOfMonth().toEpochDay());
            damage.month(last, wrong, asOf, days);
            counting.watermarks.noteRepair();
            counting.cube.refresh(List.of(programme.sites().getFirst()));
        };

        assertThat(contacts()).as("under way, seed %d", SEED).isEqualTo(right);
        assertThat(contacts()).as("afterwards, seed %d", SEED).isEqualTo(right);
    }
}
