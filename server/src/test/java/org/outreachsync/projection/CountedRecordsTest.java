package org.outreachsync.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;

/** Records that were just stored stay in memory until they are counted, and no longer. */
class CountedRecordsTest {

    private final Rig rig = new Rig();
    private final Programme programme = Programme.of(5);
    private final String site = programme.sites().getFirst();
    private final CountingRig counting = new CountingRig(rig, programme.sites(), place -> List.of(), Entered.NOTHING);

    @Test
    void areForgottenWhenTheyAreCounted() {
        rig.play(programme);
        var records = rig.engine().records();
        long head = counting.recordWatermarks.of(site);
        assertThat(records.remembered(site, 1, head)).isNotEmpty();

        assertThat(rig.engine().cells(CountingRig.CATALOGUE).projector().catchUp(site))
                .isEqualTo(head);

        for (long seq = 1; seq <= head; seq++) {
            assertThat(records.remembered(site, seq, seq)).as("batch %d", seq).isNull();
        }
    }
}
