package org.outreachsync.indicator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.codes.Code;
import org.outreachsync.wire.CodeListReader;

/**
 * Every code that may be published, and every one that a programme may add, keeps its place among the others when it is
 * packed.
 */
class BreakdownTest {

    private static final int SEX_MAX = 4_095;
    private static final int AGE_BAND_MAX = 255;
    private static final int PROJECT_MAX = 65_535;

    @Test
    void keepsTheLargestOfEachBesideTheLargestAndTheSmallestOfAllOthers() {
        var largest = new int[] {SEX_MAX, AGE_BAND_MAX, Code.ID_MAX, PROJECT_MAX, Code.ID_MAX};
        for (int set = 0; set < 1 << largest.length; set++) {
            var ids = new int[largest.length];
            for (int at = 0; at < ids.length; at++) {
                ids[at] = (set >> at & 1) == 1 ? largest[at] : 0;
            }
            var breakdown = new Breakdown(ids[0], ids[1], ids[2], ids[3], ids[4]);
            assertThat(Breakdown.of(breakdown.packed())).isEqualTo(breakdown);
        }
        for (int id = 1; id <= Code.ID_MAX; id++) {
            assertThat(Breakdown.item(new Breakdown(1, 5, 4, 3, id).packed())).isEqualTo(id);
        }
    }

    @Test
    void listsWithLessRoomTakeNoCodesOfAProgramme() {
        var published = CodeListReader.published();
        for (var list : List.of("sex", "age_band")) {
            assertThat(published.isExtensible(list)).as(list).isFalse();
            assertThat(published.get(list).all()).allMatch(code -> code.id() <= AGE_BAND_MAX);
        }
    }
}
