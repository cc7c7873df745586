package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.disclosure.Companions.Person;

/** Somebody who is counted otherwise is the proof where no cell can change alone. */
class CompanionsTest {

    private static final Sensitivity BELOW_5 = new Sensitivity(5, false);
    private static final int TESTED = 0;
    private static final int POSITIVE = 1;
    private static final int OTHERS = 2;

    private static BitSet cells(int... some) {
        var found = new BitSet();
        Arrays.stream(some).forEach(found::set);
        return found;
    }

    /** Recipients know how many were tested: whoever is positive in another table is not among the others there. */
    private static Release release(List<Person> persons) {
        var relations = new Relations();
        relations.add(new int[] {TESTED}, new int[] {POSITIVE, OTHERS}, true);
        var table = Table.of(
                List.of(
                        new Cell("tested", 6, Sensitivity.NONE, 0, false),
                        new Cell("positive", 3, BELOW_5, 0, true),
                        new Cell("others", 3, BELOW_5, 0, false)),
                List.of(Range.of(6), Range.ANY, Range.ANY),
                relations,
                new Companions() {
                    @Override
                    public List<Person> of(int cell) {
                        return persons;
                    }

                    @Override
                    public List<Person> exchanged(int cell) {
                        return List.of();
                    }
                });
        return Releases.of(new Policy.Round(5), table);
    }

    @Test
    void leaveWhatCountsThemNoLonger() {
        assertThat(release(List.of(new Person(cells(POSITIVE), cells(OTHERS))))).isInstanceOf(Release.Safe.class);
    }

    @Test
    void areGuessedOnly() {
        assertThat(release(List.of(new Person(cells(POSITIVE, TESTED), cells()))))
                .isInstanceOf(Release.Safe.class);
    }

    @Test
    void areCountedTheOtherWayWhenReversed() {
        assertThat(new Person(cells(POSITIVE), cells(OTHERS)).reversed())
                .isEqualTo(new Person(cells(OTHERS), cells(POSITIVE)));
    }

    @Test
    void changeNothingWhereBothAreCountedWhenExchanged() {
        int women = 3;
        int men = 4;
        var woman = new Person(cells(TESTED, POSITIVE, women), cells(OTHERS));
        var man = new Person(cells(TESTED, men), cells());
        assertThat(woman.exchangedFor(man)).isEqualTo(new Person(cells(POSITIVE, women), cells(OTHERS, men)));
    }
}
